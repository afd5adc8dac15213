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
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key's page, through a rotation. */
@ConsoleTest
class KeyRotationIT {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("M/d/yyyy");

  @Autowired private TestStaff staff;
  @Autowired private Newcomers newcomers;
  @Autowired private CustomerService customers;
  @Autowired private ApiKeyService keys;
  @Autowired private LicenseDatabase database;

  /** It used to lead to "no such page": the position was put into the path, not the query. */
  @Test
  void rotate_aKey_leadsToTheNewOneWhichFollowsItsPublishing() {
    ApiKey old = newKey(staff.member(Role.OWNER).actor());
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("api-keys/" + old.id());
      browser.button("Rotate").click();
      assertThat(browser.page().getByText("The old key works until")).isVisible();
      browser.page().getByLabel("Until a given time").check();
      browser.dialogButton("Rotate").click();
      assertThat(browser.page().locator("[slot=error-message]").getByText("choose a value"))
          .isVisible();
      Locator word = browser.field("Type " + old.prefix() + " to confirm");
      typed(browser, "vaadin-date-picker", LocalDate.now().format(TYPED));
      typed(browser, "vaadin-time-picker", "3:45 AM");
      assertThat(word).isVisible();
      assertThat(browser.field("Reason")).isVisible();
      typed(browser, "vaadin-date-picker", LocalDate.now().plusDays(10).format(TYPED));
      assertThat(word).isHidden();
      assertThat(browser.page().getByText(Pattern.compile("works until .*3:45\\sAM"))).isVisible();
      browser.screenshot("rotate");
      browser.dialogButton("Rotate").click();
      assertThat(browser.page().locator("code.revealed")).isVisible();
      browser.page().getByLabel("I have saved it").check();
      browser.dialogButton("Done").click();

      browser.page().waitForURL(url -> !url.contains(old.id().toString()));
      assertThat(browser.path()).startsWith("api-keys/");
      assertThat(browser.page().getByText("Feed position")).isVisible();
      assertThat(browser.page().getByText(Pattern.compile("stops .*3:45\\sAM"))).isVisible();
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

  private static void typed(StaffBrowser browser, String field, String text) {
    Locator input = browser.page().locator("vaadin-date-time-picker " + field + " input");
    input.fill(text);
    input.press("Enter");
  }

  /** What is known of keys is told as late and as coarse as it is, and only ever as a hint. */
  @Test
  void use_ofARotatedAndASharedKey_isToldAndFound() {
    Actor owner = staff.member(Role.OWNER).actor();
    ApiKey old = newKey(owner);
    ApiKey successor =
        keys.rotate(owner, old.id(), Duration.ofDays(7), "test").orElseThrow().apiKey();
    used(old, "VALID", 1);
    used(successor, "ACCOUNT_MISMATCH", 5);
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("api-keys/" + old.id());
      assertThat(browser.page().getByText("Accounts still on this key")).isVisible();
      assertThat(browser.page().getByText("Still here")).isVisible();
      assertThat(browser.page().getByText("Last used: In the hour from")).isVisible();
      browser.screenshot("key-handover");

      browser.open("api-keys?attention=shared&customerId=" + old.customerId());
      browser.link(successor.name()).click();
      assertThat(browser.page().getByText("This key may be in strangers’ hands")).isVisible();
      assertThat(browser.page().getByText("Nothing is blocked by itself")).isVisible();
      assertThat(browser.page().getByText("Active").first()).isVisible();
      browser.screenshot("key-shared");

      browser.open("api-keys?attention=expiring&customerId=" + old.customerId());
      assertThat(browser.page().getByText("1 key", new Page.GetByTextOptions().setExact(true)))
          .isVisible();
      assertThat(browser.page().getByText(old.prefix() + "…")).isVisible();
      browser.open("api-keys?attention=unused&customerId=" + old.customerId());
      assertThat(browser.page().getByText(old.prefix() + "…")).isHidden();
      pasteAnImportedKey(browser, old.customerId());
      retireSoon(browser, successor);
      browser.assertNoScriptFailed();
    }
  }

  /** Within a day it is as good as a revocation, and asks as much. */
  private static void retireSoon(StaffBrowser browser, ApiKey key) {
    browser.open("api-keys/" + key.id());
    browser.button("Set an end date").click();
    Locator word = browser.field("Type " + key.prefix() + " to confirm");
    assertThat(browser.page().getByText("No allowed check")).isVisible();
    assertThat(word).isHidden();
    typed(browser, "vaadin-date-picker", LocalDate.now().plusDays(10).format(TYPED));
    typed(browser, "vaadin-time-picker", "3:45 AM");
    assertThat(word).isHidden();
    typed(browser, "vaadin-date-picker", LocalDate.now().format(TYPED));
    assertThat(word).isVisible();
  }

  /** It opens its page wherever it is pasted, and stands in no address. */
  private void pasteAnImportedKey(StaffBrowser browser, UUID customer) {
    String text = "imported-" + UUID.randomUUID();
    ApiKey imported = newcomers.importedKey(customer, text);
    List<String> addresses = new ArrayList<>();
    browser.page().onFrameNavigated(frame -> addresses.add(frame.url()));
    browser.page().locator(".list-tools .search input").first().fill(text);
    browser.page().waitForURL(url -> url.endsWith("/api-keys/" + imported.id()));
    browser.settle();
    browser.page().keyboard().press("Control+k");
    browser.field("Find").fill(text);
    assertThat(browser.page().locator(".palette-found a")).hasCount(1);
    assertThat(browser.page().locator(".palette-found a").first())
        .hasAttribute("href", "api-keys/" + imported.id());
    browser.page().keyboard().press("Escape");
    assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains("imported"));
  }

  /** As edges would have counted it, in the running hour. */
  private void used(ApiKey key, String code, int accounts) {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql(
            """
            insert into usage_hour (id, hour, key_id, test, connector, account, code, calls)
            select gen_random_uuid(), date_trunc('hour', clock_timestamp(), 'UTC'), :key, false,
                'rozetka', 'acc-' || n, :code, 7
              from generate_series(1, :accounts) n
            """)
        .param("key", key.id())
        .param("code", code)
        .param("accounts", accounts)
        .update();
  }

  private ApiKey newKey(Actor owner) {
    var details =
        new CustomerDetails(
            "rotation-" + UUID.randomUUID() + "@shop.example", "Rotation", null, "UA", Language.EN);
    var customer = customers.create(owner, details).orElseThrow();
    return keys.create(owner, customer.id(), new NewApiKey("Head office", Environment.PROD, null))
        .orElseThrow()
        .apiKey();
  }
}
