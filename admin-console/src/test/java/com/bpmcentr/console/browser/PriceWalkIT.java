package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A price is set for later, seen among those that come, and withdrawn. */
@ConsoleTest
class PriceWalkIT {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("M/d/yyyy");

  private static final String OWN_PRICE =
      """
      {"connectorId":"phonet","month":"22.00","year":"224.00","reason":"a deal"}""";

  @Autowired private TestStaff staff;

  @Test
  void price_setForLaterThenWithdrawn_comesAndIsHistory() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.ADMIN));
      browser.open("prices");

      browser.button("Set price").click();
      choose(browser, "All of the category Extended");
      browser.field("A month, USD").fill("27");
      browser.field("A year, USD").fill("nothing");
      browser.dialogButton("Who would pay it").click();
      assertThat(
              browser.page().locator("[slot=error-message]").getByText("must be an amount above 0"))
          .isVisible();
      browser.field("A year, USD").fill("275,50");
      picker(browser, "From").fill(LocalDate.now().plusDays(30).format(TYPED));
      picker(browser, "From").press("Enter");
      browser.screenshot("prices-1-set");
      browser.dialogButton("Who would pay it").click();
      browser.field("Reason").fill("Costs have risen");
      browser.screenshot("prices-2-preview");
      browser.dialogButton("Set price").click();

      Locator coming = panel(browser, "Coming");
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
      browser.open("prices");
      browser.button("Set price").click();
      choose(browser, "Phonet");
      browser.page().getByLabel("It costs what its category does again").check();
      assertThat(browser.field("A month, USD")).isHidden();
      browser.screenshot("prices-5-as-category");
      browser.dialogButton("Who would pay it").click();
      browser.field("Reason").fill("As all others");
      browser.dialogButton("Set price").click();
      Locator history = panel(browser, "History");
      assertThat(history.getByText("as its category")).isVisible();
      browser.screenshot("prices-6-given-back");
      history.getByText("phonet").first().click();
      browser.link("The price of its category").click();
      assertThat(browser.button("Set price")).isVisible();
      browser.assertNoScriptFailed();
    }
  }

  /** Picked when the list has come: typed too soon it would be nothing. */
  private static void choose(StaffBrowser browser, String subject) {
    picker(browser, "Price of").fill(subject);
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
