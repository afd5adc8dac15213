package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer on the phone: found and explained without touching the mouse. */
@ConsoleTest
class FindAndExplainIT {

  private static final String ACCOUNT = "77001122";

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private SubscriptionService subscriptions;
  @Autowired private ApiKeyService keys;

  @Test
  void keyboard_fromAMakeAccountToTheExplanation_takesNoMouse() {
    RevealedApiKey key = shop();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.SUPPORT));
      browser.open("home");
      Page page = browser.page();
      page.keyboard().press("Control+k");
      Locator field = browser.field("Find");
      assertThat(field).isFocused();
      field.fill(ACCOUNT);
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

      pasteAKey(browser, key.secret().reveal());
      browser.assertNoScriptFailed();
    }
  }

  /** The answer comes, and of the key nothing is left, neither in the page nor in its address. */
  private static void pasteAKey(StaffBrowser browser, String key) {
    Page page = browser.page();
    browser.field("Make account").fill("999");
    page.locator("vaadin-password-field input").first().fill(key);
    page.keyboard().press("Enter");
    assertThat(page.locator(".note-title")).hasText("Refused · ACCOUNT_MISMATCH");
    assertThat(page.locator("vaadin-password-field input").first()).hasValue("");
    page.waitForURL(url -> url.contains("account=999"));
    assertThat(page.url()).doesNotContain(key);
    assertThat(page.content()).doesNotContain(key);
    browser.screenshot("explain-pasted");
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
