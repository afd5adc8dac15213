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
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
      choice(browser, "Paid at Day").fill(LocalDate.now().minusDays(1).toString());
      choice(browser, "Paid at Day").press("Enter");
      browser.dialogButton("Record payment").click();
      assertThat(browser.page().locator("[slot=error-message]").getByText("needs a day and a time"))
          .isVisible();
      choice(browser, "Paid at Time").fill("1:05 PM");
      choice(browser, "Paid at Time").press("Enter");
      browser.screenshot("billing-2-payment");
      browser.dialogButton("Record payment").click();
      assertThat(browser.page().locator("[slot=error-message]").getByText("must be exactly $15.00"))
          .isVisible();
      browser.field("Amount").fill("15.00");
      browser.page().setViewportSize(1440, 450);
      browser
          .page()
          .locator("[data-action='action.pay']")
          .evaluate("button => button.scrollIntoView({block: 'start'})");
      browser.dialogButton("Record payment").click();
      // above what was seen when the button was pressed
      assertThat(browser.page().locator(".receipt .note-title")).isInViewport();
      browser.page().setViewportSize(1440, 900);

      Locator panel = browser.page().locator("section", hasText("Invoices"));
      assertThat(panel.getByText("Paid", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();
      browser.screenshot("billing-3-paid");
      panel.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Invoice No.")).click();
      // the moment stands on both pages: only the address says which of them this is
      browser.page().waitForURL(url -> url.contains("/invoices/"));
      browser.settle();
      assertThat(browser.page().getByText("1:05\u00A0PM").first()).isVisible();
      browser.page().goBack();

      browser.button("Record refund").click();
      assertThat(browser.page().getByText("To be given back: $15.00")).isVisible();
      browser.screenshot("billing-4-refund");
      browser.dialogButton("Back").click();
      browser.button("Change interval").click();
      assertThat(browser.page().getByText("for unused days")).isVisible();
      browser.screenshot("billing-5-interval");
      browser.dialogButton("Change interval").click();
      assertThat(panel.getByText("Open", new Locator.GetByTextOptions().setExact(true)))
          .isVisible();
      browser.button("Undo").click();
      assertThat(panel.getByText("Open", new Locator.GetByTextOptions().setExact(true)))
          .hasCount(0);

      browser.button("Change account").click();
      browser.field("New Make account").fill("78");
      browser.field("Reason").fill("A slip");
      browser.screenshot("billing-6-account");
      browser.dialogButton("Change account").click();
      Locator binding = browser.page().locator("section", hasText("Binding"));
      assertThat(binding.getByText("Account before")).isVisible();
      browser.button("Undo").click();
      assertThat(binding.getByText("Make account").locator("xpath=following::*[1]"))
          .containsText("77");
      assertThat(browser.page().getByText("Undone right away")).hasCount(2);

      browser.button("Give discount").click();
      browser.field("Percent off").fill("20");
      choice(browser, "Last day").fill("the last one");
      choice(browser, "Last day").press("Enter");
      Locator unread =
          browser.page().locator("[slot=error-message]").getByText("must be a day, such as");
      assertThat(unread).isVisible();
      browser.field("Reason").fill("Three shops");
      browser.dialogButton("Give discount").click();
      assertThat(unread).isVisible();
      choice(browser, "Last day").fill("31.12.2027");
      choice(browser, "Last day").press("Enter");
      browser.field("Reason").fill("Three shops");
      browser.screenshot("billing-7-discount");
      browser.dialogButton("Give discount").click();
      assertThat(browser.page().getByText("20% up to Dec 31, 2027 · Three shops")).isVisible();
      browser.screenshot("billing-8-discounted");
      browser.button("Undo").click();
      assertThat(browser.page().getByText("20% until")).hasCount(0);

      payTogether(browser, customerOf(unpaid));
      browser.assertNoScriptFailed();
    }
  }

  @Test
  void create_paidAlready_recordsThePaymentWithTheSubscription() {
    Actor owner = staff.member(Role.OWNER).actor();
    var details = new CustomerDetails("prepaid@shop.example", "Prepaid", null, "UA", Language.EN);
    UUID customer = customers.create(owner, details).orElseThrow().id();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("customers/" + customer);
      browser.button("New subscription").click();
      Locator connector = browser.page().getByLabel("Connector").first();
      connector.fill("Rozetka");
      connector.press("Enter");
      browser.page().getByLabel("Paid already").check();
      browser.field("Amount").fill("15.00");
      browser.field("Reference").fill("prepaid-" + customer);
      browser.page().getByRole(AriaRole.DIALOG).locator("vaadin-select").click();
      browser.page().locator("vaadin-select-item").getByText("Card").click();
      browser.screenshot("billing-10-paid-already");
      browser.dialogButton("Create subscription").click();

      assertThat(browser.page().getByText("Subscription created")).isVisible();
      assertThat(browser.page().getByText("Feed position")).isVisible();
      browser.link("Rozetka").click();
      // the customer's page says so, too
      browser.page().waitForURL(url -> url.contains("/subscriptions/"));
      assertThat(browser.page().getByText("Active").first()).isVisible();

      browser.open("customers/" + customer);
      startLater(browser);
      browser.assertNoScriptFailed();
    }
  }

  /** One transfer for two subscriptions of the customer. */
  private void payTogether(StaffBrowser browser, UUID customer) {
    Actor owner = staff.member(Role.OWNER).actor();
    UUID first = unpaid(owner, customer, "prom-ua");
    UUID second = unpaid(owner, customer, "meest");
    browser.open("subscriptions/" + first);
    browser.button("Record payment").click();
    choice(browser, "Also pays").click();
    browser.page().locator("vaadin-multi-select-combo-box-item", hasText("Meest Express")).click();
    choice(browser, "Also pays").press("Escape");
    assertThat(browser.page().getByText("Together $30.00, exactly")).isVisible();
    browser.field("Amount").fill("15.00");
    browser.field("Reference").fill("walk-" + first);
    browser.page().getByRole(AriaRole.DIALOG).locator("vaadin-select").click();
    browser.page().locator("vaadin-select-item").getByText("Bank transfer").click();
    browser.dialogButton("Record payment").click();
    assertThat(browser.page().locator("[slot=error-message]").getByText("must be exactly $30.00"))
        .isVisible();
    browser.screenshot("billing-9-together");
    browser.field("Amount").fill("30.00");
    browser.dialogButton("Record payment").click();
    Locator panel = browser.page().locator("section", hasText("Invoices"));
    var paid = new Locator.GetByTextOptions().setExact(true);
    assertThat(panel.getByText("Paid", paid)).isVisible();
    browser.open("subscriptions/" + second);
    assertThat(panel.getByText("Paid", paid)).isVisible();
    panel.locator("a").first().click();
    browser.button("Reverse payment").click();
    assertThat(browser.page().getByText("Access stays until")).isVisible();
    browser.screenshot("billing-9-reverse");
    browser.dialogButton("Back").click();
  }

  private void startLater(StaffBrowser browser) {
    browser.button("New subscription").click();
    Locator connector = browser.page().getByLabel("Connector").first();
    connector.fill("Prom.ua");
    connector.press("Enter");
    choice(browser, "Start Day").fill(day(30));
    choice(browser, "Start Day").press("Enter");
    choice(browser, "Start Time").fill("9:00 AM");
    choice(browser, "Start Time").press("Enter");
    browser.screenshot("billing-11-starts-later");
    browser.dialogButton("Create subscription").click();
    // the notice of the one before may still be there, too
    assertThat(browser.page().getByText("Scheduled").first()).isVisible();
  }

  private UUID customerOf(UUID subscription) {
    return subscriptions
        .get(staff.member(Role.OWNER).actor(), subscription)
        .orElseThrow()
        .row()
        .subscription()
        .customerId();
  }

  private static Locator choice(StaffBrowser browser, String label) {
    return browser.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
  }

  /** In that many days, as it is typed. */
  private static String day(int fromToday) {
    return LocalDate.now(ZoneId.of("Europe/Kyiv"))
        .plusDays(fromToday)
        .format(DateTimeFormatter.ofPattern("M/d/yyyy"));
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private UUID unpaid(Actor owner) {
    var details = new CustomerDetails("billing@shop.example", "Billing", null, "UA", Language.EN);
    return unpaid(owner, customers.create(owner, details).orElseThrow().id(), "rozetka");
  }

  private UUID unpaid(Actor owner, UUID customer, String connector) {
    return subscriptions
        .create(owner, new NewSubscription(customer, connector, Interval.MONTH, false, "77", null))
        .orElseThrow()
        .subscription()
        .id();
  }
}
