package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the whole product is for, in one walk through real parts: browser, console, feed, edge. */
@ConsoleTest
class RevocationWalkIT {

  private static final String EDGE = "edge-kyiv-1";
  private static final Pattern IN_FORCE =
      Pattern.compile("In force on 1 of 1 edge after [\\d,.]+ m?s");

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private LicenseDatabase database;
  @Autowired private ConsoleConfig config;

  @Test
  void revoke_aSubscriptionThatAnEdgeCallsValid_isRefusedThereAndTheScreenSaysWhen() {
    TestStaff.Member owner = staff.member(Role.OWNER);
    // the receipt is to speak of this one's edge alone
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql("truncate heartbeat, receipt")
        .update();
    customers
        .create(
            owner.actor(),
            new CustomerDetails("walk@shop.example", "Walk-through Ltd", null, "UA", Language.EN))
        .orElseThrow();
    try (var edge = EdgeProcess.start(EDGE, database, config);
        var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.logIn(owner);
      findCustomer(browser, "walk@", "Walk-through Ltd");
      subscribe(browser, "Rozetka", "1234567");
      String curl = createKey(browser, "Head office");

      assertThat(ask(edge, curl).path("code").asString()).isEqualTo("VALID");

      revoke(browser, "Rozetka", "Chargeback");

      JsonNode refused = ask(edge, curl);
      assertThat(refused.path("valid").asBoolean()).isFalse();
      assertThat(refused.path("code").asString()).isEqualTo("REVOKED");
      browser.assertNoScriptFailed();
    }
  }

  private static void findCustomer(StaffBrowser browser, String typed, String name) {
    browser.follow("customers");
    browser.field("Search").fill(typed);
    browser.page().waitForURL(Pattern.compile("\\?q=").asPredicate());
    browser.screenshot("walk-1-found");
    browser.link(name).click();
    assertThat(
            browser.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)))
        .isVisible();
  }

  private static void subscribe(StaffBrowser browser, String connector, String account) {
    browser.button("New subscription").click();
    browser
        .page()
        .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Connector"))
        .fill(connector);
    browser
        .page()
        .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(connector).setExact(true))
        .click();
    browser.field("Make account").fill(account);
    browser.screenshot("walk-2-subscribe");
    browser.dialogButton("Create subscription").click();
    assertThat(browser.page().getByText(IN_FORCE)).isVisible();
    browser.screenshot("walk-3-subscribed");
  }

  /** Creates the key and answers the command that its dialog offers. */
  private static String createKey(StaffBrowser browser, String name) {
    browser.button("New API key").click();
    browser.field("Name").fill(name);
    browser.dialogButton("Create key").click();
    String key = browser.page().locator("code.revealed").innerText();
    String curl = browser.page().locator("code.ready").innerText();
    browser.screenshot("walk-4-revealed");
    copy(browser);
    Locator done = browser.dialogButton("Done");
    assertThat(done).isDisabled();
    assertThat(asksBeforeLeaving(browser)).isTrue();
    browser.page().getByLabel("I have saved it").check();
    assertThat(done).isEnabled();
    assertThat(asksBeforeLeaving(browser)).isFalse();
    done.click();
    assertThat(browser.page().locator("code.revealed")).hasCount(0);
    assertThat(browser.link(name)).isVisible();
    assertThat(browser.page().getByText(IN_FORCE)).isVisible();
    assertThat(browser.page().content())
        .as("the page after the key was revealed")
        .doesNotContain(key);
    browser.screenshot("walk-5-key-created");
    return curl;
  }

  /** Said to be copied only when it is: what is shown once would be lost otherwise. */
  private static void copy(StaffBrowser browser) {
    Page page = browser.page();
    Locator button =
        page.getByRole(AriaRole.DIALOG)
            .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy"))
            .first();
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }");
    button.click();
    assertThat(page.getByText("It could not be copied").first()).isVisible();
    assertThat(page.getByText("Copied", new Page.GetByTextOptions().setExact(true))).hasCount(0);
    assertThat(page.evaluate("getSelection().toString().trim()"))
        .isEqualTo(page.locator("code.revealed").innerText());
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.resolve(); }");
    button.click();
    assertThat(page.getByText("Copied", new Page.GetByTextOptions().setExact(true)).first())
        .isVisible();
  }

  private static boolean asksBeforeLeaving(StaffBrowser browser) {
    return (Boolean)
        browser
            .page()
            .evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))");
  }

  private static void revoke(StaffBrowser browser, String connector, String reason) {
    browser.link(connector).click();
    // the customer's page has a button of that name, too: for the key
    browser.page().waitForURL(Pattern.compile("/subscriptions/").asPredicate());
    browser.settle();
    browser.button("Revoke").click();
    browser.dialogButton("Revoke").click();
    // The page also reads it out for a moment, in an element of its own. All that is missing is
    // said
    // at once, so a second look at it would not wait for a second answer.
    for (String missing : List.of("Give a reason", "Type what is named above")) {
      assertThat(browser.page().locator("[slot=error-message]").getByText(missing)).isVisible();
    }
    browser.field("Reason").fill(reason);
    browser.field("Type rozetka to confirm").fill("rozetka");
    browser.screenshot("walk-6-revoke");
    browser.dialogButton("Revoke").click();
    assertThat(browser.page().getByText(IN_FORCE)).isVisible();
    assertThat(browser.page().getByText(Pattern.compile(EDGE + ": [\\d,.]+ m?s"))).isVisible();
    assertThat(browser.button("Revoke")).hasCount(0);
    browser.screenshot("walk-7-revoked");
  }

  /** Sends what the command line says to this test's edge. */
  private static JsonNode ask(EdgeProcess edge, String curl) {
    var line =
        Pattern.compile("curl -s -H 'Authorization: Bearer (\\S+)' 'http://[^/]+(/\\S+)'")
            .matcher(curl);
    assertThat(line.matches()).as(curl.replaceAll("Bearer \\S+", "Bearer …")).isTrue();
    return edge.verify(line.group(2), line.group(1));
  }
}
