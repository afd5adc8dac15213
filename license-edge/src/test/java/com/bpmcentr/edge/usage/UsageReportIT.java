package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static com.bpmcentr.edge.usage.UsageDocuments.SUBSCRIPTION;
import static com.bpmcentr.edge.usage.UsageDocuments.TEST_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/connector/usage}, the published contract. */
class UsageReportIT {

  private static final String GOOD = UsageReports.body("rozetka", "1", "createOrder");

  private static TestWorld world;
  private static TestProxy proxy;
  private static TestEdge edge;

  @BeforeAll
  static void start() throws IOException {
    world = new TestWorld();
    UsageDocuments.publish(world);
    world.asOwner(
        "insert into usage_month (subscription_id, month, test, operations) values (?, ?, false, ?)",
        UUID.fromString(SUBSCRIPTION),
        LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1),
        2_500L);
    proxy = new TestProxy(world.databasePort());
    edge =
        world.startEdge(
            "e1", world.databaseUrlAt(proxy.port()), Clock.systemUTC(), System::nanoTime);
    edge.awaitReady();
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
    proxy.close();
  }

  private static JsonObject recorded(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return new JsonObject(response.body());
  }

  /** Reported until the total is said: it is left out while the database takes its time. */
  private static Told reportUntilTold(TestEdge to, String key) {
    AtomicInteger reports = new AtomicInteger();
    JsonObject answer =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> {
                  reports.incrementAndGet();
                  return recorded(UsageReports.post(to, key, GOOD));
                },
                recorded -> recorded.getLong("operationsUsed") != null);
    return new Told(answer, reports.get());
  }

  /**
   * An answer with a total.
   *
   * @param reports how many there were, with this one
   */
  private record Told(JsonObject answer, int reports) {}

  @Test
  void report_allowed_isRecordedAndTellsTheMonthsTotalWithIt() {
    JsonObject first = reportUntilTold(edge, KEY).answer();
    JsonObject second = recorded(UsageReports.post(edge, KEY, GOOD));

    assertThat(first.fieldNames())
        .containsExactly(
            "id",
            "connector",
            "operation",
            "timestamp",
            "status",
            "operationsUsed",
            "operationsLimit");
    assertThat(UUID.fromString(first.getString("id"))).isNotNull();
    assertThat(first.getString("connector")).isEqualTo("rozetka");
    assertThat(first.getString("operation")).isEqualTo("createOrder");
    assertThat(first.getString("timestamp")).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(first.getString("status")).isEqualTo("recorded");
    assertThat(first.getLong("operationsUsed")).isGreaterThan(2_500);
    // more than by one when what other edges counted has come in meanwhile
    assertThat(second.getLong("operationsUsed")).isGreaterThan(first.getLong("operationsUsed"));
    assertThat(first.getValue("operationsLimit")).isNull();
  }

  @Test
  void report_testKey_hasATotalOfItsOwn() {
    Told told = reportUntilTold(edge, TEST_KEY);

    assertThat(told.answer().getLong("operationsUsed")).isEqualTo(told.reports());
  }

  /** Only a check binds: what an operation names may be wrong, and nobody would be told. */
  @Test
  void report_subscriptionBoundToNobody_isRecordedAndBindsNothing() {
    String key = "bpm_prod_unbound";
    edge.awaitPosition(
        world
            .publisher()
            .publish(
                Documents.license(
                    "0197f000-0000-7000-8000-0000000000c2",
                    1,
                    List.of(Documents.key("0197f000-0000-7000-8000-0000000000b3", key)),
                    List.of(
                        Documents.grant(
                            "0197f000-0000-7000-8000-0000000000a2", "rozetka", null)))));

    assertThat(recorded(UsageReports.report(edge, key, "rozetka", "7", "split"))).isNotEmpty();
    assertThat(recorded(UsageReports.report(edge, key, "rozetka", "8", "split"))).isNotEmpty();
  }

  @Test
  void report_freeConnector_isRecordedWithoutTotal() {
    String body = UsageReports.body("text-tools", "1", "split");

    assertThat(recorded(UsageReports.post(edge, KEY, body)).getValue("operationsUsed")).isNull();
  }

  @Test
  void report_databaseSilentAndTotalNeverSeen_isRecordedAllTheSame() throws IOException {
    try (TestProxy line = new TestProxy(world.databasePort());
        TestEdge other =
            world.startEdge(
                "e2", world.databaseUrlAt(line.port()), Clock.systemUTC(), System::nanoTime)) {
      other.awaitReady();
      line.begin(TestProxy.Fault.BLACK_HOLE);

      assertThat(recorded(UsageReports.post(other, KEY, GOOD)).getValue("operationsUsed")).isNull();

      line.end();
      assertThat(reportUntilTold(other, KEY).answer().getLong("operationsUsed"))
          .isGreaterThan(2_501);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bpm_prod_nobody | rozetka | 1 | 401 | Invalid API key",
        "bpm_prod_one | nothing | 1 | 403 | No access to this connector",
        "bpm_prod_one | rozetka | 2 | 403 | Connector is linked to a different Make account: 1",
        "bpm_test_magic_expired | rozetka | 1 | 403 | Subscription inactive or expired"
      })
  void report_refused_saysItInTheContractsWords(
      String key, String connector, String account, int status, String message) {
    HttpResponse<String> response =
        UsageReports.report(edge, key, connector, account, "createOrder");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(new JsonObject(response.body()).getString("message")).isEqualTo(message);
    assertThat(new JsonObject(response.body()).getInteger("statusCode")).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"connector\":\"rozetka\"} | Missing required parameter: make_account_id",
        "{\"connector\":null} | Missing required parameter: connector",
        "{\"connector\":\"Rozetka\"} | Malformed parameter: connector",
        "{\"connector\":\"rozetka\",\"make_account_id\":\"a b\"}"
            + " | Malformed parameter: make_account_id",
        "{\"connector\":\"rozetka\",\"make_account_id\":7}"
            + " | make_account_id: must be a string",
        "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\" \"}"
            + " | Malformed parameter: operation",
        "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\"a\\u0000\"}"
            + " | Malformed parameter: operation",
        "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\"a\"}"
            + " | Missing required parameter: timestamp",
        "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\"a\","
            + "\"timestamp\":\"yesterday\"} | Malformed parameter: timestamp",
        "{\"connector\":\"rozetka\",\"connector\":\"rozetka\"} | connector: stands in the body twice",
        "[] | body: must be a JSON object",
        "{\"a\":1 | body: is not well-formed JSON",
        "`` | body: must be a JSON object in UTF-8"
      })
  void report_malformed_is400AndNamesWhatIsWrong(String body, String message) {
    HttpResponse<String> response = UsageReports.post(edge, KEY, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject()
                .put("statusCode", 400)
                .put("message", message)
                .put("error", "Bad Request"));
  }

  @Test
  void report_operationTooLong_is400() {
    String body = UsageReports.body("rozetka", "1", "a".repeat(101));

    assertThat(UsageReports.post(edge, KEY, body).body())
        .contains("Malformed parameter: operation");
  }

  @Test
  void report_notJson_is415() {
    assertThat(edge.post(UsageReports.PATH, GOOD, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
  }

  @Test
  void report_bodyTooLarge_is413() {
    assertThat(UsageReports.post(edge, KEY, GOOD + " ".repeat(5_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void report_otherMethod_is405() {
    HttpResponse<String> response = edge.get(UsageReports.PATH);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void report_twoKeys_is400() {
    HttpRequest request =
        HttpRequest.newBuilder(edge.uri(UsageReports.PATH))
            .POST(HttpRequest.BodyPublishers.ofString(GOOD))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer a")
            .header("Authorization", "Bearer b")
            .build();

    assertThat(edge.send(request).body()).contains("Repeated parameter: Authorization");
  }
}
