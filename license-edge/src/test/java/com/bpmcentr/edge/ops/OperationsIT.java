package com.bpmcentr.edge.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge tells of itself: to its operator, and through the database to the console. */
class OperationsIT {

  private static final int MOST_SERIES = 250;
  private static final int SORTS = 30;

  private final TestWorld world = new TestWorld();
  private TestEdge edge;
  private FeedPosition position;

  @BeforeEach
  void start() {
    position =
        world
            .publisher()
            .publish(
                Documents.connector("rozetka", Category.STANDARD),
                Documents.license(
                    "c1",
                    1,
                    List.of(Documents.key("key-1", "bpm_prod_one")),
                    List.of(Documents.grant("s1", "rozetka", "1"))));
    edge = world.startEdge("e1").awaitReady();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void ready_following_saysWhatIsHeld() {
    assertThat(edge.health().body())
        .contains("\"status\":\"ready\"", "\"edgeId\":\"e1\"", "\"position\":\"1-2\"")
        .contains("\"setSize\":2", "\"rootMatches\":true", "\"feed\":\"following\"")
        .contains("\"clockBehind\":false", "\"lastAlarm\":null")
        .containsPattern("\"ageSeconds\":[0-9]");
  }

  @Test
  void elsewhere_404Problem() {
    HttpResponse<String> response = edge.getFromOperations("/health");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body()).contains("\"code\":\"NOT_FOUND\"");
  }

  /** Bug: what names no path at all was answered with a page. */
  @Test
  void noPathAtAll_404Problem() throws IOException {
    try (RawHttp connection = new RawHttp(edge.operationsPort())) {
      connection.send("OPTIONS * HTTP/1.1\r\nHost: e\r\n\r\n");

      RawHttp.Answer answer = connection.readAnswer();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
    }
  }

  @Test
  void metrics_afterChecks_countThemByCode() {
    edge.code("bpm_prod_one", "rozetka", "1");
    edge.code("bpm_prod_one", "rozetka", "1");
    edge.code("bpm_prod_two", "rozetka", "1");
    edge.get("/v1/verify");

    assertThat(edge.metric("edge_decisions_total{code=\"VALID\"}")).isEqualTo(2);
    assertThat(edge.metric("edge_decisions_total{code=\"KEY_NOT_FOUND\"}")).isEqualTo(1);
    assertThat(edge.metric("edge_checks_malformed_total")).isEqualTo(1);
    assertThat(edge.metric("edge_check_duration_seconds_count")).isEqualTo(3);
    assertThat(edge.metric("edge_check_duration_seconds_bucket{le=\"+Inf\"}")).isEqualTo(3);
    assertThat(edge.metric("edge_check_duration_seconds_sum")).isPositive();
    assertThat(edge.metric("edge_feed_seq")).isEqualTo(2);
    assertThat(edge.metric("edge_feed_epoch")).isEqualTo(1);
    assertThat(edge.metric("edge_set_size")).isEqualTo(2);
    assertThat(edge.metric("edge_feed_root_matches")).isEqualTo(1);
    assertThat(edge.metric("edge_feed_state{state=\"following\"}")).isEqualTo(1);
    assertThat(edge.metric("edge_feed_age_seconds")).isBetween(0.0, 60.0);
  }

  /** One series a key, an account, a connector or a path would be one that strangers can make. */
  @Test
  void metrics_afterChecksOfAllSorts_areAsFewAsBefore() throws IOException {
    Set<String> before = edge.series();
    assertThat(before).hasSizeBetween(50, MOST_SERIES);
    for (int customer = 0; customer < SORTS; customer++) {
      world
          .publisher()
          .publish(
              Documents.connector("c-" + customer, Category.STANDARD),
              Documents.license(
                  "many-" + customer,
                  1,
                  List.of(Documents.key("many-" + customer, "bpm_prod_many" + customer)),
                  List.of(Documents.grant("m" + customer, "c-" + customer, "a" + customer))));
    }
    String last = Integer.toString(SORTS - 1);
    edge.awaitCode("VALID", "bpm_prod_many" + last, "c-" + last, "a" + last);
    for (int i = 0; i < SORTS; i++) {
      assertThat(edge.code("bpm_prod_many" + i, "c-" + i, "a" + i)).isEqualTo("VALID");
      assertThat(edge.code("bpm_prod_many" + i, "c-" + i, "b" + i)).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(edge.code("bpm_prod_many" + i, "none-" + i, "a")).isEqualTo("CONNECTOR_NOT_FOUND");
      assertThat(edge.code("bpm_prod_nobody" + i, "c-" + i, "a")).isEqualTo("KEY_NOT_FOUND");
      edge.get("/v1/verify%00" + i + "/..%2f?connector=%7Bx" + i + "%7D&%22le%22=" + i);
      edge.get("/v1/subscription/check?connector=c-" + i + "&accountId=%0A" + i);
      edge.post("/v1/connector/usage", "{\"operation\":\"o" + i + "\"}");
      edge.getFromOperations("/metrics/" + i);
      try (RawHttp connection = new RawHttp(edge.port())) {
        connection.send("BREW" + i + " /pot" + i + " HTTP/1.1\r\nHost: h" + i + "\r\n\r\n");
        assertThat(connection.readAnswer().status()).isGreaterThanOrEqualTo(400);
      }
    }

    assertThat(edge.series()).isEqualTo(before);
  }

  /** Bug: with magic keys strangers could raise the alert on answers of 503. */
  @Test
  void metrics_magicKeys_areNoDecisions() {
    edge.verify("bpm_test_magic_undecided", "rozetka", "1");
    edge.get(
        "/v1/subscription/check?connector=rozetka&accountId=1",
        "Authorization",
        "Bearer bpm_test_magic_stale");

    assertThat(edge.metric("edge_decisions_total{code=\"UNDECIDED\"}")).isZero();
    assertThat(edge.metric("edge_decisions_total{code=\"STALE\"}")).isZero();
    assertThat(edge.metric("edge_magic_answers_total")).isEqualTo(2);
    assertThat(edge.metric("edge_check_duration_seconds_count")).isEqualTo(2);
  }

  @Test
  void metrics_any_sayWhichEdgeItIs() {
    assertThat(edge.metric("edge_info{edge=\"e1\",region=\"test\",version=\"development\"}"))
        .isEqualTo(1);
  }

  @Test
  void receipt_positionMoved_isWrittenForTheNewestPosition() {
    awaitOne(
        "select count(*) from receipt where edge_id = 'e1' and epoch = 1 and seq = "
            + position.seq());

    FeedPosition last = position;
    for (int version = 2; version < 30; version++) {
      last = world.publisher().publish(Documents.license("c1", version, List.of(), List.of()));
    }

    awaitOne("select count(*) from receipt where edge_id = 'e1' and seq = " + last.seq());
    assertThat(count("select count(*) - count(distinct seq) from receipt")).isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select applied_at - lag(applied_at) over (order by id) as since from receipt) gaps
                where since < interval '80 milliseconds'
                """))
        .as("at most ten a second")
        .isZero();
  }

  @Test
  void heartbeat_everyFewSeconds_saysHowItStands() {
    await()
        .atMost(Duration.ofSeconds(12))
        .until(
            () ->
                count(
                        """
                        select count(*) from heartbeat
                         where edge_id = 'e1' and region = 'test' and version = 'development'
                           and epoch = 1 and seq = 2 and set_size = 2 and age_seconds < 60
                           and alarms = '{nothing_kept}'
                        """)
                    > 0);
    assertThat(count("select count(distinct boot_id) from heartbeat")).isEqualTo(1);
  }

  /** Without a folder a receipt is of what is in memory alone: the console is to know. */
  @Test
  void heartbeat_edgeWithAFolder_keepsSomething(@TempDir Path folder) {
    world.startEdge(
        "e2", Map.of("EDGE_SNAPSHOT_DIR", folder.toString()), Clock.systemUTC(), System::nanoTime);

    awaitOne("select count(distinct edge_id) from heartbeat where edge_id = 'e2' and seq = 2");
    assertThat(count("select count(*) from heartbeat where edge_id = 'e2' and alarms <> '{}'"))
        .isZero();
  }

  private void awaitOne(String sql) {
    await().atMost(Duration.ofSeconds(10)).until(() -> count(sql) == 1);
  }

  private long count(String sql) {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
