package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What is found, taken back and looked at closely, in each language and width, kept for someone to
 * look at. With {@code -Psoak} alone: that it works is among the walks.
 */
@ConsoleTest
class FoundAndUndoneIT {

  private static final String NAME = "Клієнти, яких не заблоковано";

  @Autowired private TestStaff staff;
  @Autowired private Newcomers newcomers;
  @Autowired private SampleShop shop;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private BillingService billing;
  @Autowired private BulkService bulk;
  @Autowired private JobService jobs;

  @BeforeEach
  void somethingToShow() {
    shop.open();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void job_thatSuspendedMany_isUndoneFromItsPage(Look look) {
    UUID customer = newcomers.customer().id();
    var slip =
        new BulkRequest(
            "suspend",
            new Selection.Ids(
                List.of(
                    newcomers.unpaid(customer, "rozetka", null),
                    newcomers.unpaid(customer, "prom-ua", null))),
            "Не той перелік");
    UUID job = bulk.request(newcomers.owner(), "subscription", slip).orElseThrow().id();
    await()
        .atMost(30, SECONDS)
        .until(() -> jobs.get(newcomers.owner(), job).orElseThrow().state().hasEnded());
    try (var browser = signedIn(look)) {
      browser.open("jobs/" + job);
      Locator undo = browser.page().locator("[data-action='jobs.undo']");
      assertThat(undo).isVisible();
      look.keepWhole(browser, "job-slip");
      undo.click();
      OpenDialog dialog = OpenDialog.of(browser);
      look.keep(browser, "job-undo");
      dialog.assertWhole("job-undo");
      browser.page().locator("vaadin-dialog[opened] textarea").fill("Не той перелік");
      browser.page().locator("vaadin-dialog[opened] vaadin-button[theme~=primary]").click();
      assertThat(browser.page().locator(".facts a[href='jobs/" + job + "']")).isVisible();
      assertThat(undo).isVisible();
      look.keepWhole(browser, "job-undone");
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void palette_findsEachKind(Look look) {
    String account = "shop-" + UUID.randomUUID().toString().substring(0, 8);
    moved(newcomers.customer().id(), account);
    TestStaff.Member member = staff.newMember(Role.SUPPORT);
    try (var browser = signedIn(look)) {
      browser.open("customers");
      browser.page().keyboard().press("Control+k");
      found(look, browser, account, "subscriptions/", "palette-former-account");
      found(look, browser, last(shop.places().get("job-done")), "jobs/", "palette-job");
      found(look, browser, last(shop.places().get("import")), "imports/", "palette-import");
      found(look, browser, member.account().email(), "staff/", "palette-staff");
      found(look, browser, member.token().substring(0, 13), "access-tokens?", "palette-token");
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void rotation_untilSoon_asksAsForARevocation(Look look) {
    try (var browser = signedIn(look)) {
      browser.open(shop.places().get("api-key"));
      browser.page().locator("[data-action='action.rotate']").click();
      OpenDialog dialog = OpenDialog.of(browser);
      browser.page().locator("vaadin-dialog[opened] vaadin-radio-button").last().click();
      // the answer to the choice shows the picker anew
      browser.settle();
      Locator until = browser.page().locator("vaadin-date-time-picker");
      // as picked: on a phone the calendar would stay over what there is to see
      LocalDateTime soon = LocalDateTime.now(Business.KYIV).plusHours(1).truncatedTo(MINUTES);
      until.evaluate(
          "(picker, soon) => { picker.value = soon; picker.dispatchEvent(new Event('change')); }",
          soon.toString());
      assertThat(browser.page().locator("vaadin-dialog[opened] textarea")).isVisible();
      dialog.scrollToTheBeginning();
      look.keep(browser, "rotate-soon");
      dialog.assertWhole("rotate-soon");
      if (dialog.scrollToTheEnd()) {
        look.keep(browser, "rotate-soon-end");
      }
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void view_thatWasRemoved_isOfferedAgain(Look look) {
    try (var browser = signedIn(look)) {
      Page page = browser.page();
      browser.open("customers?blocked=false");
      menuItem(page, look.text("views.title")).click();
      menuItem(page, look.text("views.save")).click();
      page.locator("vaadin-dialog[opened] input").fill(NAME);
      page.locator("vaadin-dialog[opened] vaadin-button[theme~=primary]").click();
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
      menuItem(page, look.text("views.title")).click();
      menuItem(page, look.text("views.remove")).click();
      // the view itself, and below what removes it
      assertThat(menuItem(page, NAME)).hasCount(2);
      menuItem(page, NAME).last().click();
      assertThat(page.locator(".undoable")).isVisible();
      menuItem(page, look.text("views.title")).click();
      assertThat(menuItem(page, look.text("views.restore", NAME))).isVisible();
      look.keep(browser, "view-removed");
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void auditEntry_whenOpened_saysWhatWasBeforeAndAfter(Look look) {
    String customer = last(shop.places().get("customer"));
    try (var browser = signedIn(look)) {
      browser.open("audit?targetId=" + last(shop.places().get("subscription-suspended")));
      browser.page().locator("vaadin-grid-cell-content .cell-two-lines").first().click();
      assertThat(browser.page().locator(".entry-details")).isVisible();
      look.keepWhole(browser, "audit-entry");
      browser.follow("audit?targetId=" + customer);
      assertThat(browser.page().locator(".entry-details")).hasCount(0);
      browser.page().locator("vaadin-grid-cell-content .cell-two-lines").first().click();
      assertThat(browser.page().locator(".entry-details")).isVisible();
      look.keepWhole(browser, "audit-entry-customer");
      browser.assertNoScriptFailed();
    }
  }

  private StaffBrowser signedIn(Look look) {
    StaffBrowser browser = look.browser(staff.port());
    browser.signIn(staff.member(Role.OWNER));
    browser.open("home");
    return browser;
  }

  private static void found(
      Look look, StaffBrowser browser, String typed, String path, String name) {
    browser.page().locator(".palette-content input").fill(typed);
    assertThat(browser.page().locator(".palette-found a[href^='" + path + "']").first())
        .isVisible();
    look.keep(browser, name);
  }

  private static Locator menuItem(Page page, String name) {
    return page.getByRole(
        AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Of a path: what it is the page of. */
  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Paid for by a transfer that is called as the account was. */
  private void moved(UUID customer, String account) {
    UUID id = newcomers.unpaid(customer, "rozetka", account);
    Money owed = newcomers.owed(id);
    billing
        .pay(
            newcomers.owner(),
            id,
            null,
            new PaymentEntry(
                owed.amountText(), owed.currency(), PaymentMethod.BANK_TRANSFER, account, null))
        .orElseThrow();
    subscriptions
        .changeAccount(newcomers.owner(), id, null, account + "-new", false, "Переїзд")
        .orElseThrow();
  }
}
