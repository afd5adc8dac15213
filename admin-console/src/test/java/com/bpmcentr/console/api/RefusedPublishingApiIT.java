package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.audit.AuditWatch;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.publishing.SignedCheckpoints;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Somebody changed a license in the database: nothing is signed over it, and the caller is told.
 */
@ConsoleTest
class RefusedPublishingApiIT {

  @Autowired private TestStaff team;
  @Autowired private ConsoleConfig config;
  @Autowired private PublishingAlarms alarms;
  @Autowired private AuditWatch auditWatch;
  @Autowired private SignedCheckpoints checkpoints;

  @Test
  void block_licenseChangedInTheDatabase_changesNothingAndSaysSo() {
    ApiClient api = team.api(Role.OWNER);
    ApiExamples examples = new ApiExamples(api);
    String customer = examples.customerId();
    examples.key(customer);
    tamper(customer, "payload || ' '");

    String key = ApiExamples.unique();
    Response refused =
        api.post(
            "/customers/" + customer + "/block", "{\"reason\":\"fraud\"}", "Idempotency-Key", key);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("code")).isEqualTo("UNAVAILABLE");
    assertThat(refused.text("detail")).contains("row_differs", "GET /feed");
    JsonNode feed = api.get("/feed").json();
    assertThat(feed.get("open").booleanValue()).isTrue();
    assertThat(feed.get("alarms")).hasSize(1);
    JsonNode alarm = feed.at("/alarms/0");
    assertThat(alarm.path("kind").asString()).isEqualTo("row_differs");
    assertThat(alarm.path("repairable").booleanValue()).isTrue();
    assertThat(alarm.path("closesFeed").booleanValue()).isFalse();
    assertThat(alarm.path("detail").asString()).contains(customer);
    assertThat(alarm.path("since").isString()).isTrue();
    assertThat(api.get("/customers/" + customer).json().get("blockedAt").isNull()).isTrue();
    assertThat(alarms.active())
        .extracting(PublishingAlarm::kind)
        .containsExactly(PublishingAlarm.Kind.ROW_DIFFERS);
    assertThat(alarms.feedIsReadOnly()).isFalse();
    // Others go on, and so does this one when its row is right again.
    assertThat(examples.subscription().header("License-Position")).isPresent();
    tamper(customer, "substr(payload, 1, octet_length(payload) - 1)");
    // It changed nothing, so it is no call that nobody knows the end of.
    Response done =
        api.post(
            "/customers/" + customer + "/block", "{\"reason\":\"fraud\"}", "Idempotency-Key", key);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(api.get("/feed").json().get("alarms").isEmpty()).isTrue();
    assertThat(alarms.active()).isEmpty();
  }

  /** Nothing is refused, and what was signed of the log stays until it is right again. */
  @Test
  void create_auditEntryChangedInTheDatabase_publishesAndSignsTheLogNoFurther() {
    ApiExamples examples = new ApiExamples(team.api(Role.OWNER));
    examples.subscription();
    changeFirstEntry("actor_name || '!'");
    assertThat(
            Stream.generate(auditWatch::look).limit(50).filter(OptionalLong::isPresent).findAny())
        .contains(OptionalLong.of(1));
    assertThat(examples.subscription().header("License-Position")).isPresent();
    Optional<Hash> signed = checkpoints.auditHead();

    assertThat(examples.subscription().header("License-Position")).isPresent();

    assertThat(checkpoints.auditHead()).isPresent().isEqualTo(signed);
    JsonNode feed = team.api(Role.OWNER).get("/feed").json();
    assertThat(feed.get("open").booleanValue()).isTrue();
    assertThat(feed.get("alarms")).hasSize(1);
    assertThat(feed.at("/alarms/0/kind").asString()).isEqualTo("audit_differs");
    assertThat(feed.at("/alarms/0/repairable").booleanValue()).isFalse();
    assertThat(feed.at("/alarms/0/closesFeed").booleanValue()).isFalse();

    changeFirstEntry("rtrim(actor_name, '!')");
    assertThat(auditWatch.look()).isEmpty();
    examples.subscription();
    assertThat(checkpoints.auditHead()).isNotEqualTo(signed);
    assertThat(alarms.active()).isEmpty();
  }

  private void changeFirstEntry(String name) {
    int changed =
        JdbcClient.create(Objects.requireNonNull(config.migrationDatabase()).dataSource())
            .sql("update audit_entry set actor_name = " + name + " where seq = 1")
            .update();
    assertThat(changed).isOne();
  }

  private void tamper(String customer, String payload) {
    int changed =
        JdbcClient.create(Objects.requireNonNull(config.migrationDatabase()).dataSource())
            .sql("update license_current set payload = " + payload + " where subject = :subject")
            .param("subject", License.subjectOf(customer))
            .update();
    assertThat(changed).isOne();
  }
}
