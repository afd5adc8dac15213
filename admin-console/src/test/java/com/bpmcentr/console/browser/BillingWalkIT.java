package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money on a subscription's page: paid wrong, paid right, a year asked for, a discount given. */
@ConsoleTest
class BillingWalkIT {

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;

  @Test
  void pay_wrongThenRight_isRefusedThenPaidAndSaysWhatComesOfIt() {
    UUID unpaid = unpaid(staff.member(Role.OWNER).actor());
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("subscriptions/" + unpaid);
      browser.screenshot("billing-1-unpaid");

      browser.button("Record payment").click();
      browser.field("Amount").fill("14.00");
      browser.field("Reference").fill("walk-" + unpaid);
      browser.page().getByRole(AriaRole.DIALOG).locator("vaadin-select").click();
      browser.page().locator("vaadin-select-item").getByText("Bank transfer").click();
      browser.screenshot("billing-2-payment");
      browser.dialogButton("Record payment").click();
      assertThat(
              browser.page().locator("[slot=error-message]").getByText("must be exactly 15.00 USD"))
          .isVisible();
      browser.field("Amount").fill("15.00");
      browser.dialogButton("Record payment").click();

      Locator panel = browser.page().locator("section", hasText("Invoices"));
      assertThat(panel.getByText("Paid", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();
      browser.screenshot("billing-3-paid");

      browser.button("Refund").click();
      assertThat(browser.page().getByText("$15.00 is given back")).isVisible();
      browser.screenshot("billing-4-refund");
      browser.dialogButton("Back").click();
      browser.button("Change interval").click();
      assertThat(browser.page().getByText("for unused days")).isVisible();
      browser.screenshot("billing-5-interval");
      browser.dialogButton("Change interval").click();
      assertThat(panel.getByText("Open", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();

      browser.button("Discount").click();
      browser.field("Percent off").fill("20");
      browser.field("Reason").fill("Three shops");
      browser.screenshot("billing-6-discount");
      browser.dialogButton("Discount").click();
      assertThat(browser.page().getByText("20% · Three shops")).isVisible();
      browser.screenshot("billing-7-discounted");
      browser.assertNoScriptFailed();
    }
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private UUID unpaid(Actor owner) {
    var details = new CustomerDetails("billing@shop.example", "Billing", null, "UA", Language.EN);
    var customer = customers.create(owner, details).orElseThrow();
    return subscriptions
        .create(
            owner, new NewSubscription(customer.id(), "rozetka", Interval.MONTH, false, "77", null))
        .orElseThrow()
        .subscription()
        .id();
  }
}
