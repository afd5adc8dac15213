package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A key's page, through a rotation. */
@ConsoleTest
class KeyRotationIT {

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private ApiKeyService keys;

  /** It used to lead to "no such page": the position was put into the path, not the query. */
  @Test
  void rotate_aKey_leadsToTheNewOneWhichFollowsItsPublishing() {
    ApiKey old = newKey(staff.member(Role.OWNER).actor());
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("api-keys/" + old.id());
      browser.button("Rotate").click();
      browser.screenshot("rotate");
      browser.dialogButton("Rotate").click();
      assertThat(browser.page().locator("code.revealed")).isVisible();
      browser.page().getByLabel("I have saved it").check();
      browser.dialogButton("Done").click();

      browser.page().waitForURL(url -> !url.contains(old.id().toString()));
      assertThat(browser.path()).startsWith("api-keys/");
      assertThat(browser.page().getByText("Feed position")).isVisible();
      // an old receipt is not shown again as if something had just been done
      browser.page().reload();
      assertThat(browser.button("Rotate")).isVisible();
      assertThat(browser.page().getByText("Feed position")).isHidden();
      browser.open("api-keys/" + old.id());
      assertThat(browser.page().getByText("Retiring")).isVisible();
      browser.link("The new key").click();
      assertThat(browser.button("Rotate")).isVisible();
    }
  }

  private ApiKey newKey(Actor owner) {
    var details = new CustomerDetails("rotation@shop.example", "Rotation", null, "UA", Language.EN);
    var customer = customers.create(owner, details).orElseThrow();
    return keys.create(owner, customer.id(), new NewApiKey("Head office", Environment.PROD, null))
        .orElseThrow()
        .apiKey();
  }
}
