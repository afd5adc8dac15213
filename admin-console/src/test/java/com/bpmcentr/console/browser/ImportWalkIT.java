package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A file on its way through the screens. */
@ConsoleTest
class ImportWalkIT {

  private static final String LINES =
      """
      {"externalId":"walk-1","email":"walk-1@shop.example","name":"Walk","country":"UA","locale":"uk",\
      "keys":[{"name":"Shop","environment":"prod"}],\
      "subscriptions":[{"connectorId":"rozetka","interval":"month"}]}
      {"externalId":"walk-2","email":"walk-2@shop.example","name":"Walk","country":"UA","locale":"uk",\
      "subscriptions":[{"connectorId":"no-such","interval":"month"}]}
      """;

  @Autowired private TestStaff staff;
  @Autowired private JdbcClient database;

  @Test
  void importing_aFile_endsWithItsKeysAndRefusedLines() throws IOException {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.ADMIN));
      browser.open("imports");
      browser.button("New import").first().click();
      browser.screenshot("import-dialog");
      browser
          .page()
          .locator("vaadin-upload input[type=file]")
          .setInputFiles(
              new FilePayload("customers.ndjson", "application/x-ndjson", LINES.getBytes(UTF_8)));

      var dialog = browser.page().locator("vaadin-dialog[opened]");
      assertThat(dialog).containsText("Subscription 1, Connector: is not known");
      assertThat(dialog).containsText("walk-1@shop.example");
      Assertions.assertThat(imported()).as("before it was looked at").isZero();
      browser.screenshot("import-preview");
      browser.dialogButton("Import").click();

      browser.page().waitForURL(url -> url.contains("imports/"));
      assertThat(dialog).hasCount(0);
      assertThat(browser.page().getByText("Done").first()).isVisible();
      assertThat(browser.page().getByText("Subscription 1, Connector: is not known")).isVisible();
      browser.screenshot("import-done");
      browser.button("Download keys").click();
      browser.screenshot("import-keys");
      Download keys = browser.page().waitForDownload(browser.link("Download the file")::click);
      Assertions.assertThat(Files.readString(keys.path()))
          .contains("\"externalId\":\"walk-1\"", "\"key\":\"bpm_prod_");
      browser.assertNoScriptFailed();
    }
  }

  private long imported() {
    return database
        .sql("select count(*) from customer where external_id = 'walk-1'")
        .query(Long.class)
        .single();
  }

  /** Whatever was asked for with a leaked token went on to its end. */
  @Test
  void job_thatGoesOn_isStoppedWithAReason() {
    UUID id = jobOfAConsoleThatIsGone();
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.OWNER));
      browser.open("jobs/" + id);
      browser.screenshot("job-running");
      browser.button("Stop").click();
      browser.field("Reason").fill("Asked for with a leaked token");
      browser.dialogButton("Stop").click();

      assertThat(browser.page().getByText("Stopped").first()).isVisible();
      assertThat(browser.button("Stop")).hasCount(0);
      browser.assertNoScriptFailed();
    }
  }

  private UUID jobOfAConsoleThatIsGone() {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                parameters, total, position, done, runner, leased_until, created_at, started_at)
            values (:id, 'bulk', 'running', :id, 'owner@bpmcentr.example', 'api',
                '{"type": "subscription", "action": "revoke"}', 100000, 41200, 41200, :id,
                clock_timestamp() + interval '1 hour', now(), now())
            """)
        .param("id", id)
        .update();
    return id;
  }

  @Test
  void page_forThoseWhoMayNotImport_offersNothing() {
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light")) {
      browser.signIn(staff.member(Role.SUPPORT));
      browser.open("imports");

      assertThat(
              browser.page().getByRole(com.microsoft.playwright.options.AriaRole.HEADING).first())
          .hasText("Imports");
      assertThat(browser.button("New import")).hasCount(0);
    }
  }
}
