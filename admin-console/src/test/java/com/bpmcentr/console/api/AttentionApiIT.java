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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
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
  void takeAwayWhatNeverWas() {
    tables.sql("delete from job where requester_name = 'attention@test.example'").update();
    tables.sql("delete from heartbeat where region = 'attention'").update();
    tables.sql("delete from due_failure where error = 'Attention'").update();
  }

  @Test
  void attention_edges_areCountedByWhatIsWrongAndListedByThat() {
    heartbeat("attention-well", "1 second", 1, "{}");
    heartbeat("attention-behind", "1 second", 61, "{}");
    heartbeat("attention-alarmed", "1 second", 1, "{disk_failed}");
    heartbeat("attention-lost", "5 minutes", 1, "{disk_failed}");

    assertListedAsCounted("edges_lost");
    assertListedAsCounted("edges_behind");
    assertListedAsCounted("edges_alarm");
    assertThat(edges("attention=alarm")).containsExactly("attention-alarmed");
    assertThat(edges("attention=behind,alarm"))
        .containsExactly("attention-alarmed", "attention-behind");
    assertThat(edges("state=lost")).containsExactly("attention-lost");
    assertThat(api.get("/edges?filter%5Battention%5D=gone").status()).isEqualTo(400);
    assertThat(api.get("/edges?filter%5Bcolour%5D=red").status()).isEqualTo(400);
  }

  @Test
  void attention_invoices_areCountedAndAddedUpAsTheirListIs() {
    subscribe("\"trial\":false", Duration.ofDays(1));
    subscribe("\"trial\":false", Duration.ofDays(-1));

    for (String kind : List.of("invoices_overdue", "invoices_due")) {
      assertListedAsCounted(kind);
      JsonNode need = need(kind).orElseThrow();
      JsonNode totals = api.get("/invoices/totals?" + filters(need).substring(1)).json();
      assertThat(need.at("/sums/0/amount")).isEqualTo(totals.at("/data/0/amount"));
      assertThat(need.get("count")).isEqualTo(totals.at("/data/0/count"));
      assertThat(need.at("/sums/0/currency").asString()).isEqualTo("USD");
    }
  }

  @Test
  void attention_dueWorkThatFailed_isCountedListedAndTriedAgain() {
    subscribe("\"trial\":false", Duration.ofDays(1));
    tables
        .sql(
            """
            insert into due_failure (work, subject, due_at, failed_at, error)
              select (select name from due_work order by name limit 1), max(id::text)::uuid,
                  now(), now(), 'Attention' from subscription
            """)
        .update();

    assertListedAsCounted("due_work_failed");

    String id = api.get("/due-work?limit=1").json().at("/data/0/id").asString();
    // a round of its kind may be under way just then
    var again =
        Awaitility.await("no round is under way")
            .until(
                () -> team.api(Role.BILLING).post("/due-work/" + id + "/retry", "{}"),
                answer -> answer.status() != 409);
    assertThat(again.text("outcome")).as(again.body()).isEqualTo("not_due");
    assertThat(need("due_work_failed")).isEmpty();
    assertThat(team.api(Role.BILLING).post("/due-work/" + id + "/retry", "{}").status())
        .isEqualTo(404);
    assertThat(
            api.get("/audit?filter%5BtargetId%5D=" + id + "&filter%5Boutcome%5D=done")
                .json()
                .at("/data/0/operation")
                .asString())
        .isEqualTo("due-work.retry");
  }

  private List<String> edges(String filter) {
    String encoded = "filter%5B" + filter.replace("=", "%5D=");
    return api
        .get("/edges?filter%5Bregion%5D=attention&" + encoded)
        .json()
        .get("data")
        .values()
        .stream()
        .map(edge -> edge.get("edgeId").asString())
        .toList();
  }

  private void heartbeat(String edge, String ago, long age, String alarms) {
    tables
        .sql(
            """
            insert into heartbeat (edge_id, boot_id, region, version, epoch, seq, age_seconds,
                set_size, alarms, at)
              values (:edge, gen_random_uuid(), 'attention', '1', 1, 1, :age, 1, :alarms::text[],
                now() - :ago::interval)
            """)
        .param("edge", edge)
        .param("ago", ago)
        .param("age", age)
        .param("alarms", alarms)
        .update();
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

    JsonNode list = api.get("/" + need.get("list").asString() + "?limit=1" + filters(need)).json();

    assertThat(list.at("/meta/totalItems").asLong()).isEqualTo(need.get("count").asLong());
    assertThat(need.get("count").asLong()).isPositive();
  }

  private static String filters(JsonNode need) {
    return need.get("filters").properties().stream()
        .map(
            filter ->
                "&filter%5B"
                    + filter.getKey()
                    + "%5D="
                    + URLEncoder.encode(filter.getValue().asString(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
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
