package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

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

  @Autowired private TestStaff staff;

  @Test
  void price_setForLaterThenWithdrawn_comesAndIsHistory() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.ADMIN));
      browser.open("prices");

      browser.button("Set price").click();
      picker(browser, "Price of").fill("All of the category Extended");
      // picked when the list has come: typed too soon it would be nothing
      browser
          .page()
          .getByRole(
              AriaRole.OPTION, new Page.GetByRoleOptions().setName("All of the category Extended"))
          .click();
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
      browser.assertNoScriptFailed();
    }
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
