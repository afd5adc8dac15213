package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer on the phone: found and explained without touching the mouse. */
@ConsoleTest
class FindAndExplainIT {

  private static final String ACCOUNT = "77001122";

  @Autowired private TestStaff staff;
  @Autowired private Newcomers newcomers;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ApiKeyService keys;
  @Autowired private LicenseDatabase server;
  private JdbcClient database;

  @BeforeEach
  void connect() {
    database = JdbcClient.create(server.dataSource(DatabaseRole.OWNER));
  }

  @Test
  void keyboard_fromAMakeAccountToTheExplanation_takesNoMouse() {
    RevealedApiKey key = shop();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.SUPPORT));
      browser.open("home");
      Page page = browser.page();
      page.keyboard().press("Control+k");
      // at once: whoever is quick does not wait for the field
      page.keyboard().type("Connectors");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.endsWith("/connectors"));
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);

      page.keyboard().press("Control+k");
      page.keyboard().type(ACCOUNT);
      Locator field = browser.field("Find");
      assertThat(field).isFocused();
      assertThat(field).hasValue(ACCOUNT);
      assertThat(page.locator(".palette-found a")).hasCount(1);
      browser.screenshot("palette");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator(".palette-found a")).isFocused();
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("/subscriptions/"));
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);

      page.keyboard().press("?");
      assertThat(page.getByText("Find anything, go anywhere")).isVisible();
      browser.screenshot("shortcuts");
      page.keyboard().press("Escape");
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);

      browser.button("Explain").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator(".note-title")).hasText("Allowed · VALID");
      assertThat(page.locator(".explain-steps li.passed")).hasCount(12);

      pasteAKeyAsTheAccount(browser, imported(key.apiKey().customerId()));
      pasteAKey(browser, key.secret().reveal());
      browser.assertNoScriptFailed();
    }
  }

  @Test
  void keyboard_actionsOfThePageAndOfOthers_areDoneFromThePalette() {
    UUID customer = newCustomer("palette@shop.example");
    newCustomer("palette-two@shop.example");
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(staff.member(Role.SUPPORT));
      Page page = browser.page();
      browser.open("customers/" + customer);
      page.keyboard().press("Control+k");
      browser.field("Find").fill("block");
      assertThat(page.locator(".palette-found button")).hasCount(1);
      browser.screenshot("palette-action");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator(".palette-found button")).isFocused();
      page.keyboard().press("Enter");
      assertThat(browser.field("Reason")).isVisible();
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(1);
      page.keyboard().press("Escape");
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);

      blockBeforeAnAnswer(page);
      assertThat(browser.field("Reason")).isVisible();
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(1);
      page.keyboard().press("Escape");
      assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);

      page.keyboard().press("Control+k");
      browser.field("Find").fill("palete-two@shop.example");
      Locator similar = page.locator(".palette-similar").first();
      assertThat(similar).containsText("palette-two@shop.example");
      browser.screenshot("palette-similar");
      // which leaves it where it is: a slip of the pen opens nobody's page
      similar.evaluate("link => link.id = 'before-enter'");
      page.keyboard().press("Enter");
      assertThat(page.locator("#before-enter")).hasCount(0);
      assertThat(similar).containsText("palette-two@shop.example");
      browser.field("Find").fill("new c");
      // a connector is not for support to make
      assertThat(page.locator(".palette-found > *")).hasCount(1);
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.endsWith("/customers/new"));
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("New customer");
      browser.assertNoScriptFailed();
    }
  }

  /** Twice is once: each had the browser keep what is typed, Enter too, and two forms came. */
  private static void blockBeforeAnAnswer(Page page) {
    List<Route> held = new ArrayList<>();
    Predicate<String> answers = url -> url.contains("v-r=uidl");
    page.route(answers, held::add);
    page.keyboard().press("Control+k");
    page.keyboard().press("Control+k");
    page.keyboard().type("block");
    page.keyboard().press("Enter");
    page.unroute(answers);
    held.forEach(Route::resume);
  }

  @Test
  void palette_invoiceNumber_leadsToTheInvoice() {
    newInvoice("palette-invoice@shop.example");
    String number =
        database.sql("select max(number)::text from invoice").query(String.class).single();
    try (var browser = StaffBrowser.desktop(staff.port(), "uk", "dark")) {
      browser.logIn(staff.member(Role.BILLING));
      Page page = browser.page();
      page.keyboard().press("Control+k");
      page.locator(".palette-content input").fill("№ " + number);
      Locator invoice = page.locator(".palette-found a[href^='invoices/']");
      assertThat(invoice).hasCount(1);
      browser.screenshot("palette-invoice");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("/invoices/"));
      assertThat(page.locator("h1")).containsText(number);
    }
  }

  /** Whatever the home screen counts: behind its link there are as many. */
  @Test
  void home_eachCard_leadsToAsManyAsItCounts() {
    newInvoice("home@shop.example");
    wrongThings();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(staff.member(Role.BILLING));
      Page page = browser.page();
      // what another test has looked at holds for some seconds
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                browser.load("home");
                return page.locator(".rows a[href='due-work']").count() > 0;
              });
      browser.screenshot("home-needs");
      Map<String, String> cards = new LinkedHashMap<>();
      for (Locator link : page.locator(".rows a").all()) {
        cards.put(link.innerText(), link.getAttribute("href"));
      }
      assertThat(cards.values()).contains("edges?attention=alarm", "due-work");

      cards.forEach(
          (card, path) -> {
            browser.follow(path);
            boolean above = card.contains("of publishing") || card.contains("scheduled work");
            String counted =
                above
                    ? Integer.toString(page.locator(".stack .note").count())
                    : page.locator(".list-count").first().innerText();
            assertThat(digits(counted)).as("%s, at %s", card, path).isEqualTo(digits(card));
          });
      browser.follow("edges?attention=alarm");
      browser.screenshot("edges-alarm");
      browser.follow("due-work");
      browser.screenshot("due-work-failed");
      assertThat(page.getByText("2 failures")).isVisible();
      browser.button("Try again").first().click();
      assertThat(page.getByText("It is not due any more")).isVisible();
      assertThat(page.getByText("1 failure")).isVisible();
      browser.assertNoScriptFailed();
    } finally {
      rightAgain();
    }
  }

  private static String digits(String text) {
    return text.replaceAll("^\\D*(\\d+).*$", "$1");
  }

  private void wrongThings() {
    database
        .sql(
            """
            insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, age_seconds,
                set_size, alarms, at)
              select 'home-' || n, gen_random_uuid(), 'home', '1', 1, 1, n * 50, 1,
                  case n when 1 then array['disk_failed', 'clock_ahead'] else '{}' end,
                  now() - make_interval(mins => case n when 3 then 5 else 0 end)
                from generate_series(1, 3) as n
            """)
        .update();
    database
        .sql(
            """
            insert into due_failure (work, subject, due_at, failed_at, error)
              select 'invoice-month', id, now(), now(), 'Home' from subscription limit 2
            """)
        .update();
  }

  private void rightAgain() {
    database.sql("delete from heartbeat where region = 'home'").update();
    database.sql("delete from due_failure where error = 'Home'").update();
  }

  private void newInvoice(String email) {
    subscriptions
        .create(
            staff.member(Role.OWNER).actor(),
            new NewSubscription(newCustomer(email), "rozetka", Interval.MONTH, false, null, null))
        .orElseThrow();
  }

  private UUID newCustomer(String email) {
    return customers
        .create(
            staff.member(Role.OWNER).actor(),
            new CustomerDetails(email, "Of the palette", null, "UA", Language.EN))
        .orElseThrow()
        .id();
  }

  /** It looks like anything, and stood in the address and the browser's history for good. */
  private static void pasteAKeyAsTheAccount(StaffBrowser browser, String key) {
    Page page = browser.page();
    page.waitForURL(url -> url.contains("account=" + ACCOUNT));
    browser.field("Make account").fill(key);
    page.keyboard().press("Enter");
    assertThat(page.locator(".note-title")).hasText("Refused · ACCOUNT_MISMATCH");
    page.waitForURL(url -> url.contains("connector=rozetka") && !url.contains("account="));
  }

  private String imported(UUID customer) {
    String key = "imported-" + UUID.randomUUID();
    newcomers.importedKey(customer, key);
    return key;
  }

  /** The answer comes, and of the key nothing is left, neither in the page nor in its address. */
  private static void pasteAKey(StaffBrowser browser, String key) {
    Page page = browser.page();
    browser.field("Make account").fill("999");
    // as a chat had it
    String broken = "\u200B" + key.substring(0, 20) + " " + key.substring(20);
    page.locator("vaadin-password-field input").first().fill(broken);
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("account=999"));
    assertThat(page.locator("vaadin-password-field input").first()).hasValue("");
    // the same was said before: the address tells that this is the new answer
    browser.settle();
    assertThat(page.locator(".note-title")).hasText("Refused · ACCOUNT_MISMATCH");
    assertThat(page.url()).doesNotContain(key);
    assertThat(page.content()).doesNotContain(key);
    browser.screenshot("explain-pasted");
    pickADayAlone(browser);
  }

  /** It was explained for now, as if nothing had been picked. */
  private static void pickADayAlone(StaffBrowser browser) {
    Page page = browser.page();
    page.getByText("Past moment or connector secret").click();
    Locator day =
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Moment Day"));
    day.fill("1/5/2026");
    day.press("Enter");
    browser.button("Explain").click();
    assertThat(page.getByText("needs a day and a time").first()).isVisible();
    assertThat(page.locator(".note-title")).hasCount(0);
  }

  private RevealedApiKey shop() {
    var owner = staff.member(Role.OWNER).actor();
    UUID customer =
        customers
            .create(
                owner,
                new CustomerDetails(
                    "on-the-phone@shop.example", "On the phone", null, "UA", Language.EN))
            .orElseThrow()
            .id();
    subscriptions
        .create(
            owner, new NewSubscription(customer, "rozetka", Interval.MONTH, false, ACCOUNT, null))
        .orElseThrow();
    return keys.create(owner, customer, new NewApiKey("Shop", Environment.PROD, null))
        .orElseThrow();
  }
}
