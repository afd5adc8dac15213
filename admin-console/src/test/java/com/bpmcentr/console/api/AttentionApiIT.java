package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What needs attention, and that its lists show exactly what was counted. */
@ConsoleTest
class AttentionApiIT {

  @Autowired private TestStaff team;
  @Autowired private LicenseDatabase database;
  private ApiClient api;
  private JdbcClient tables;

  @BeforeEach
  void logIn() {
    api = team.api(Role.AUDITOR);
    tables = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
  }

  /** The console is shared: a job that never was must not stay in its lists. */
  @AfterEach
  void takeAwayJob() {
    tables.sql("delete from job where requester_name = 'attention@test.example'").update();
  }

  @Test
  void attention_trialThatEndsTomorrow_isCountedAndListed() {
    subscribe("\"trial\":true", Duration.ofDays(6));

    assertListedAsCounted("trials_ending");
  }

  @Test
  void attention_startThatIsNotPaid_isCountedAndListed() {
    subscribe("\"trial\":false", Duration.ofDays(1));

    assertListedAsCounted("payments_overdue");
  }

  @Test
  void attention_jobThatFailed_isCountedAndListedForAWeek() {
    long before = count("jobs_failed");
    failedJob(Duration.ofDays(8));
    assertThat(count("jobs_failed")).isEqualTo(before);

    failedJob(Duration.ofDays(6));

    assertThat(count("jobs_failed")).isEqualTo(before + 1);
    assertListedAsCounted("jobs_failed");
  }

  @Test
  void attention_keyThatManyAccountsWereRefusedWith_isCountedAndListed() {
    String key = new ApiExamples(team.api(Role.OWNER)).keyId();
    tables
        .sql(
            """
            insert into usage_hour (id, hour, key_id, test, connector, account, code, calls)
            select gen_random_uuid(), date_trunc('hour', now()), :key::uuid, false, 'rozetka',
                'stranger-' || n, 'ACCOUNT_MISMATCH', 1
              from generate_series(1, 5) as n
            """)
        .param("key", key)
        .update();

    assertListedAsCounted("keys_shared");
  }

  private void subscribe(String trial, Duration ago) {
    ApiExamples examples = new ApiExamples(team.api(Role.OWNER));
    var made =
        team.api(Role.OWNER)
            .post(
                "/subscriptions",
                """
                {"customerId":"%s","connectorId":"%s","interval":"month",%s,"startsAt":"%s"}
                """
                    .formatted(
                        examples.customerId(),
                        examples.connectorId(),
                        trial,
                        Instant.now().minus(ago)));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private void failedJob(Duration ago) {
    tables
        .sql(
            """
            insert into job (id, kind, state, requester_id, requester_name, requester_origin,
                parameters, total, created_at, ended_at, error)
            select gen_random_uuid(), 'reissue', 'failed', gen_random_uuid(),
                'attention@test.example', 'api', '{}', 0, at, at, 'job.error.console-failed'
              from (values (now() - make_interval(secs => :ago))) as failed (at)
            """)
        .param("ago", (double) ago.toSeconds())
        .update();
  }

  private void assertListedAsCounted(String kind) {
    JsonNode need = need(kind).orElseThrow();
    String filters =
        need.get("filters").properties().stream()
            .map(
                filter ->
                    "&filter%5B"
                        + filter.getKey()
                        + "%5D="
                        + URLEncoder.encode(filter.getValue().asString(), StandardCharsets.UTF_8))
            .collect(Collectors.joining());

    JsonNode list = api.get("/" + need.get("list").asString() + "?limit=1" + filters).json();

    assertThat(list.at("/meta/totalItems").asLong()).isEqualTo(need.get("count").asLong());
    assertThat(need.get("count").asLong()).isPositive();
  }

  private long count(String kind) {
    return need(kind).map(need -> need.get("count").asLong()).orElse(0L);
  }

  private Optional<JsonNode> need(String kind) {
    return api.get("/attention").json().get("data").values().stream()
        .filter(need -> need.get("kind").asString().equals(kind))
        .findFirst();
  }
}
