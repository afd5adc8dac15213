package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * What is on the screen only when something is amiss or in the midst of something, in each language
 * and width, kept for someone to look at. With {@code -Psoak} alone: that it works is among the
 * walks.
 */
@ConsoleTest
class SeldomSeenIT {

  /** The lines of a list's cells that are not seen whole. */
  private static final String CUT_OFF =
      """
      grid => [...grid.querySelectorAll('.cell-two-lines > *')]
          .filter(line => line.scrollWidth > line.clientWidth + 1
              || line.getBoundingClientRect().right > grid.getBoundingClientRect().right)
          .map(line => line.textContent)
      """;

  @Autowired private TestStaff staff;
  @Autowired private Newcomers newcomers;
  @Autowired private CustomerService customers;
  @Autowired private Reauthentication reauthentication;
  @Autowired private LicenseDatabase server;
  @Autowired private Clock clock;

  private JdbcClient database;

  @BeforeEach
  void connect() {
    database = JdbcClient.create(server.dataSource(DatabaseRole.OWNER));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void receipt_ofEdgesThatLagOrAreLost_namesThem(Look look) {
    UUID subscription = newcomers.paid(newcomers.customer().id(), "rozetka", "1234567");
    try (var browser = signedIn(look)) {
      edge("edge-kyiv-1", "1 hour", true);
      edge("edge-lviv-1", "1 hour", false);
      browser.open("subscriptions/" + subscription);
      suspend(browser);
      assertThat(receipt(browser)).containsText("edge-lviv-1");
      look.keepWhole(browser, "receipt-waiting");
      edge("edge-odesa-2", "-40 seconds", false);
      browser.page().locator(".undoable vaadin-button").click();
      assertThat(receipt(browser)).containsText("edge-odesa-2");
      look.keepWhole(browser, "receipt-lost");
      browser.follow("edges");
      assertThat(browser.page().locator("vaadin-grid .cell-two-lines").first()).isVisible();
      look.keepWhole(browser, "edges-lost");
      if (!look.phone()) {
        assertThat(browser.page().locator("vaadin-grid").evaluate(CUT_OFF)).isEqualTo(List.of());
      }
      browser.follow("edges/edge-odesa-2");
      look.keepWhole(browser, "edge-lost");
      browser.assertNoScriptFailed();
    } finally {
      database.sql("delete from heartbeat where region = 'seldom'").update();
      database.sql("delete from receipt where seq = 1000000").update();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#onPhonesInLongRuns")
  void filters_onAPhone_stayBehindTheirButton(Look look) {
    try (var browser = signedIn(look)) {
      browser.open("invoices?status=overdue");
      Locator folded = browser.page().locator(".list-choices");
      Locator button = browser.page().locator("[data-action='list.filters']");
      assertThat(folded).isHidden();
      button.click();
      assertThat(folded.locator("> *").first()).isVisible();
      look.keepWhole(browser, "filters");
      button.click();
      assertThat(folded).isHidden();
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void edit_ofWhatSomeoneElseSaved_showsBoth_andWhatIsTypedIsKept(Look look) {
    Customer customer = newcomers.customer();
    try (var browser = signedIn(look)) {
      browser.open("customers/" + customer.id());
      press(browser, "action.edit");
      Locator company = dialog(browser).locator("vaadin-text-field input").last();
      company.fill("ТОВ «Ромашка й онуки»");
      browser.page().keyboard().press("Escape");
      assertThat(browser.page().locator("vaadin-dialog[opened]")).hasCount(2);
      look.keep(browser, "discard");
      browser.page().keyboard().press("Escape");
      assertThat(browser.page().locator("vaadin-dialog[opened]")).hasCount(1);
      customers
          .edit(
              newcomers.owner(),
              customer.id(),
              customer.version(),
              new CustomerDetails(
                  customer.details().email(),
                  "Хтось інший",
                  "Товариство «Ромашка й партнери»",
                  "PL",
                  Language.EN))
          .orElseThrow();
      main(browser).click();
      assertThat(dialog(browser).locator("vaadin-radio-group").first()).isVisible();
      look.keep(browser, "conflict");
      OpenDialog.of(browser).assertWhole("conflict");
      browser.assertNoScriptFailed();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void key_whenMade_asksForThePassword_andIsRevealedOnce(Look look) {
    Customer customer = newcomers.customer();
    Clock later = Clock.offset(clock, Duration.ofMinutes(6));
    try (var browser = signedIn(look)) {
      ReflectionTestUtils.setField(reauthentication, "clock", later);
      browser.open("customers/" + customer.id());
      press(browser, "api-keys.new");
      dialog(browser).locator("vaadin-text-field input").first().fill("Основний склад");
      main(browser).click();
      Locator password = dialog(browser).locator("vaadin-password-field input");
      password.fill("a wrong one");
      main(browser).click();
      assertThat(dialog(browser).locator("[invalid]").first()).isVisible();
      look.keep(browser, "password-again");
      OpenDialog.of(browser).assertWhole("password-again");
      password.fill(staff.member(Role.OWNER).password());
      main(browser).click();
      assertThat(browser.page().locator("code.revealed")).isVisible();
      look.keep(browser, "revealed");
      OpenDialog.of(browser).assertWhole("revealed");
      browser.assertNoScriptFailed();
    } finally {
      ReflectionTestUtils.setField(reauthentication, "clock", clock);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void logIn_refused_saysWhyAndForHowLong(Look look) {
    try (var browser = look.browser(staff.port())) {
      String nobody = "nobody-" + UUID.randomUUID() + "@bpmcentr.example";
      browser.logIn(nobody, "wrong");
      Locator told = browser.page().locator("vaadin-login-form-wrapper [part=error-message]");
      assertThat(told).isVisible();
      look.keep(browser, "login-refused");
      String first = told.innerText();
      for (int i = 0; i < 4; i++) {
        browser.fillLogin(nobody, "wrong");
        browser.settle();
        browser.page().waitForURL(url -> url.contains("/login?"));
      }
      assertThat(told).not().hasText(first);
      look.keep(browser, "login-too-many");
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("com.bpmcentr.console.browser.Look#inLongRuns")
  void shell_whatOpensOverAnyPage_isWhole(Look look) {
    newcomers.customer();
    try (var browser = signedIn(look)) {
      Page page = browser.page();
      browser.open("customers?blocked=false");
      page.keyboard().press("?");
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(1);
      look.keep(browser, "shortcuts");
      page.keyboard().press("Escape");
      page.keyboard().press("Control+k");
      page.locator(".palette-content input").fill("shop.example");
      assertThat(page.locator(".palette-found a[href^='customers/']").first()).isVisible();
      look.keep(browser, "palette");
      page.keyboard().press("Escape");
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
      menuItem(page, look.text("views.title")).click();
      look.keep(browser, "views");
      menuItem(page, look.text("views.save")).click();
      main(browser).click();
      look.keep(browser, "save-view");
      page.keyboard().press("Escape");
      browser.assertNoScriptFailed();
    }
  }

  private StaffBrowser signedIn(Look look) {
    StaffBrowser browser = look.browser(staff.port());
    browser.signIn(staff.member(Role.OWNER));
    browser.open("home");
    return browser;
  }

  private static void suspend(StaffBrowser browser) {
    press(browser, "action.suspend");
    dialog(browser).locator("textarea").fill("Перевіряємо платіж");
    main(browser).click();
  }

  private static void press(StaffBrowser browser, String action) {
    browser.page().locator("[data-action='" + action + "']").click();
    assertThat(main(browser)).isVisible();
  }

  private static Locator menuItem(Page page, String name) {
    return page.getByRole(
        AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator dialog(StaffBrowser browser) {
    return browser.page().locator("vaadin-dialog[opened]").last();
  }

  private static Locator main(StaffBrowser browser) {
    return dialog(browser).locator("vaadin-button[theme~=primary]");
  }

  private static Locator receipt(StaffBrowser browser) {
    return browser.page().locator(".receipt");
  }

  /**
   * An edge that was, or will be, heard of then.
   *
   * @param quick whether it has applied all that comes, twenty seconds from now
   */
  private void edge(String id, String heard, boolean quick) {
    UUID boot = UUID.randomUUID();
    database
        .sql(
            """
            insert into heartbeat
                (edge_id, boot_id, region, version, epoch, seq, age_seconds, set_size, at)
            select :id, :boot, 'seldom', '1.0', max(epoch), 1, 1, 42, now() + :heard::interval
              from feed_head
            """)
        .param("id", id)
        .param("boot", boot)
        .param("heard", heard)
        .update();
    if (quick) {
      database
          .sql(
              """
              insert into receipt (edge_id, boot_id, epoch, seq, applied_at)
              select :id, :boot, max(epoch), 1000000, now() + interval '20 seconds' from feed_head
              """)
          .param("id", id)
          .param("boot", boot)
          .update();
    }
  }
}
