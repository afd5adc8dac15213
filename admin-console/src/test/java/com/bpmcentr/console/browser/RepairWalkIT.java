package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.NewApiKey;
import com.bpmcentr.console.customer.CustomerDetails;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.publishing.PublishingRefusedException;
import com.bpmcentr.console.recovery.FeedRepairService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.License;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The buttons of whoever has to put the feed right: reissue and repair. */
@ConsoleTest
class RepairWalkIT {

  @Autowired private TestStaff staff;
  @Autowired private CustomerService customers;
  @Autowired private ApiKeyService keys;
  @Autowired private FeedRepairService repairs;
  @Autowired private PublishingAlarms alarms;
  @Autowired private LicenseDatabase database;

  /** The console is shared: whatever became of this test, its rows are right for the next. */
  @AfterEach
  void putRowsBack() {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql("update customer set license_version = 10 where license_version = 0")
        .update();
    repairs.repair(staff.member(Role.OWNER).actor(), "test").orElseThrow();
  }

  @Test
  void reissueAndRepair_rowsThatSomebodyWrote_areDealtWithByTheButtons() {
    Actor owner = staff.member(Role.OWNER).actor();
    UUID customer = customerWithAKey(owner);
    tamper(customer);
    UUID lost = customerWithAKey(owner);
    lose(lost);
    assertThatThrownBy(() -> customers.block(owner, customer, null, "fraud"))
        .isInstanceOf(PublishingRefusedException.class);
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      reissue(browser);
      repair(browser, lost);
      browser.assertNoScriptFailed();
    }
    assertThat(alarms.active()).isEmpty();
    customers.block(owner, customer, null, "fraud").orElseThrow();
  }

  private static void reissue(StaffBrowser browser) {
    browser.open("signing-keys");
    assertThat(browser.page().getByText("Signed with other keys: 1")).isVisible();
    browser.button("Reissue").click();
    browser.field("Reason").fill("Yearly ceremony");
    browser.screenshot("reissue");
    browser.dialogButton("Reissue").click();
    browser.page().waitForURL(url -> url.contains("/jobs/"));
    assertThat(
            browser
                .page()
                .getByRole(
                    AriaRole.HEADING,
                    new Page.GetByRoleOptions().setName("Reissue under another signing key")))
        .isVisible();
  }

  private void repair(StaffBrowser browser, UUID lost) {
    browser.open("home");
    browser.screenshot("home-needs");
    browser.link("1 alarm of publishing").click();
    browser.page().waitForURL(url -> url.endsWith("/edges"));
    assertThat(browser.page().getByText("Rows that differ: ")).isVisible();
    assertThat(browser.page().getByText("For support")).isVisible();
    browser.screenshot("repair-alarm");
    browser.button("Repair").click();
    browser.field("Reason").fill("Somebody wrote to the tables");
    browser.screenshot("repair");
    browser.dialogButton("Repair").click();
    assertThat(browser.page().getByText("Put back: 1. Taken away: 1. Reissued: 0.")).isVisible();
    assertThat(browser.page().getByText("Could not be mended: 1")).isVisible();
    assertThat(browser.page().locator("li").getByText("customer:" + lost)).isVisible();
    browser.screenshot("repair-left");
    setVersion(lost, 10);
    browser.button("Repair").click();
    browser.field("Reason").fill("Its row is right again");
    browser.dialogButton("Repair").click();
    assertThat(browser.page().getByText("Put back: 0. Taken away: 0. Reissued: 1.")).isVisible();
    assertThat(browser.page().getByText("Feed position")).isVisible();
    assertThat(browser.button("Repair")).hasCount(0);
    browser.open("home");
    assertThat(browser.link("1 alarm of publishing")).hasCount(0);
    browser.open("signing-keys");
    assertThat(browser.button("Reissue")).hasCount(0);
  }

  private UUID customerWithAKey(Actor owner) {
    String email = "repair-" + UUID.randomUUID() + "@shop.example";
    var details = new CustomerDetails(email, "Repair", null, "UA", Language.EN);
    UUID customer = customers.create(owner, details).orElseThrow().id();
    keys.create(owner, customer, new NewApiKey("Head office", Environment.PROD, null))
        .orElseThrow();
    return customer;
  }

  /** Its last document is nowhere, and its own row was set back: edges would refuse a next one. */
  private void lose(UUID customer) {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    for (String statement :
        List.of(
            "update license_current set payload = payload || ' ' where subject = :subject",
            "delete from feed_entry where subject = :subject")) {
      tables.sql(statement).param("subject", License.subjectOf(customer.toString())).update();
    }
    setVersion(customer, 0);
  }

  private void setVersion(UUID customer, int version) {
    JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql("update customer set license_version = :version where id = :id")
        .param("version", version)
        .param("id", customer)
        .update();
  }

  /** Changes one row, and invents another that seems to be signed with another key. */
  private void tamper(UUID customer) {
    JdbcClient tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    tables
        .sql(
            """
            insert into license_current
              select :invented, kind, version, payload_type, 'k0', payload, signature,
                     payload_hash, epoch, seq
                from license_current where subject = :subject
            """)
        .param("invented", License.subjectOf(UUID.randomUUID().toString()))
        .param("subject", License.subjectOf(customer.toString()))
        .update();
    tables
        .sql("update license_current set payload = payload || ' ' where subject = :subject")
        .param("subject", License.subjectOf(customer.toString()))
        .update();
  }
}
