package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A price is set for later, seen among those that come, and withdrawn. */
@ConsoleTest
class PriceWalkIT {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("M/d/yyyy");

  private static final String OWN_PRICE =
      """
      {"connectorId":"phonet","month":"22.00","year":"224.00","reason":"a deal"}""";

  private static final String NO_PRICE_OF_ITS_OWN =
      """
      {"connectorId":"phonet","asCategory":true,"reason":"as all others"}""";

  /** More than are set without their number. */
  private static final int MANY = 101;

  @Autowired private TestStaff staff;
  @Autowired private LicenseDatabase database;

  @Test
  void price_setForLaterThenWithdrawn_comesAndIsHistory() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.ADMIN));
      browser.open("prices");

      browser.button("Set price").click();
      choose(browser, "All of the category Extended");
      browser.field("Monthly price, USD").fill("27");
      browser.field("Yearly price, USD").fill("nothing");
      browser.dialogButton("See who is affected").click();
      assertThat(
              browser.page().locator("[slot=error-message]").getByText("must be an amount above 0"))
          .isVisible();
      browser.field("Yearly price, USD").fill("275,50");
      picker(browser, "Valid from").fill(LocalDate.now().plusDays(30).format(TYPED));
      picker(browser, "Valid from").press("Enter");
      browser.screenshot("prices-1-set");
      browser.dialogButton("See who is affected").click();
      // what is refused is said there, and nothing of it is lost
      browser.field("Reason").fill("Costs have \u200Brisen");
      browser.dialogButton("Set price").click();
      assertThat(browser.page().locator("[slot=error-message]").getByText("contains characters"))
          .isVisible();
      browser.field("Reason").fill("Costs have risen");
      browser.screenshot("prices-2-preview");
      browser.dialogButton("Set price").click();

      Locator coming = panel(browser, "Upcoming prices");
      assertThat(coming.getByText("$27.00 a month, $275.50 a year")).isVisible();
      browser.screenshot("prices-3-coming");
      coming.getByText("Withdraw").click();
      browser.field("Reason").fill("A typo");
      browser.dialogButton("Withdraw").click();

      assertThat(panel(browser, "History").getByText("A typo")).isVisible();
      assertThat(coming.getByText("$27.00 a month")).isHidden();
      browser.screenshot("prices-4-withdrawn");

      // the price of one connector, and back to its category
      var own = staff.api(Role.OWNER).post("/prices/changes", OWN_PRICE);
      assertThat(own.status()).as(own.body()).isEqualTo(201);
      toStart("phonet", MANY);
      var preview = staff.api(Role.OWNER).post("/prices/changes/preview", NO_PRICE_OF_ITS_OWN);
      long payers =
          preview.json().path("subscriptions").asLong() + preview.json().path("beginning").asLong();
      assertThat(payers).as(preview.body()).isGreaterThanOrEqualTo(MANY);
      browser.open("prices");
      assertThat(panel(browser, "Today").getByText("Phonet", exactly())).isVisible();
      browser.button("Set price").click();
      choose(browser, "Phonet");
      browser.page().getByLabel("It costs what its category does again").check();
      assertThat(browser.field("Monthly price, USD")).isHidden();
      browser.screenshot("prices-5-as-category");
      browser.dialogButton("See who is affected").click();
      assertThat(browser.page().getByText("From now on it is the price of all")).isVisible();
      browser.field("Reason").fill("As all others");
      browser.dialogButton("Set price").click();
      assertThat(
              browser.page().locator("[slot=error-message]").getByText("Type what is named above"))
          .isVisible();
      browser.field("Type " + payers + " to confirm").fill(Long.toString(payers));
      browser.screenshot("prices-6-from-now");
      browser.dialogButton("Set price").click();
      Locator history = panel(browser, "History");
      assertThat(history.getByText("as its category")).isVisible();
      assertThat(panel(browser, "Today").getByText("Phonet", exactly())).isHidden();
      browser.screenshot("prices-7-given-back");
      browser.button("Undo").click();
      assertThat(history.getByText("Undone right away")).isVisible();
      assertThat(panel(browser, "Today").getByText("Phonet", exactly())).isVisible();
      history.locator("a", new Locator.LocatorOptions().setHasText("Phonet")).first().click();
      browser.link("A price of its own").click();
      assertThat(browser.button("Set price")).isVisible();
      browser.assertNoScriptFailed();
    } finally {
      asFound("phonet");
    }
  }

  /** Subscriptions of one customer that begin in a month. */
  private void toStart(String connector, int count) {
    var customer =
        staff
            .api(Role.OWNER)
            .post(
                "/customers",
                """
                {"email":"prices@shop.example","name":"Prices","country":"UA","locale":"uk"}""");
    assertThat(customer.status()).as(customer.body()).isEqualTo(201);
    tables()
        .sql(
            """
            insert into subscription (customer_id, connector_id, interval, category, trial, price,
                currency, created_at, starts_at, period_starts_at, ends_at, grace_seconds,
                auto_renew)
            select :customer::uuid, :connector, 'month', 'extended', false, 25, 'USD', now(), later,
                later, later, 259200, true
              from (select now() + interval '30 days' as later) as t, generate_series(1, :count)
            """)
        .param("customer", customer.text("id"))
        .param("connector", connector)
        .param("count", count)
        .update();
  }

  private void asFound(String connector) {
    tables()
        .sql(
            """
            delete from subscription where connector_id = :connector and customer_id in
                (select id from customer where email = 'prices@shop.example')
            """)
        .param("connector", connector)
        .update();
    staff.api(Role.OWNER).post("/prices/changes", NO_PRICE_OF_ITS_OWN);
  }

  private JdbcClient tables() {
    return JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Picked when the list has come: typed too soon it would be nothing. */
  private static void choose(StaffBrowser browser, String subject) {
    picker(browser, "Category or connector").fill(subject);
    browser.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(subject)).click();
  }

  private static Locator picker(StaffBrowser browser, String label) {
    return browser
        .page()
        .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  private static Locator panel(StaffBrowser browser, String title) {
    return browser
        .page()
        .locator(
            "section",
            new Page.LocatorOptions()
                .setHas(browser.page().locator("h2", new Page.LocatorOptions().setHasText(title))));
  }
}
