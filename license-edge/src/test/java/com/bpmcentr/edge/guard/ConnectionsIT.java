package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Floods of connections, and connections that dawdle, at a running edge, within this virtual
 * machine: the time that they may take passes when a test says so. Heads and bodies that come a
 * byte at a time, at a process: {@link SlowRequestsIT}.
 */
class ConnectionsIT {

  private static final String REST_OF_HEAD = "Host: e\r\nAuthorization: Bearer ";
  private static final String VALID = check("rozetka", "bpm_prod_one");

  private static final FakeTime time = new FakeTime(Instant.now());
  private static TestWorld world;

  /** With room for all: for what has nothing to do with how many there are. */
  private static TestEdge roomy;

  private final List<RawHttp> open = new ArrayList<>();
  private TestEdge edge = roomy;

  @BeforeAll
  static void publish() {
    world = TestWorld.withOneCustomer("1");
    roomy = start("roomy", 1000, 1000, "192.0.2.1");
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void disconnect() throws IOException {
    for (RawHttp connection : open) {
      connection.close();
    }
    if (edge != roomy) {
      edge.close();
    }
  }

  /** One of the test's own, with so much room. */
  private TestEdge edge(int connections, int perAddress, String proxies) {
    edge = start("e1", connections, perAddress, proxies);
    return edge;
  }

  private static TestEdge start(String id, int connections, int perAddress, String proxies) {
    return world
        .startEdge(
            id,
            Map.of(
                "EDGE_CONNECTIONS", Integer.toString(connections),
                "EDGE_CONNECTIONS_PER_ADDRESS", Integer.toString(perAddress),
                "EDGE_TRUSTED_PROXIES", proxies),
            time,
            time)
        .awaitReady();
  }

  private double refused(Refusal reason) {
    return edge.metric("edge_refused_total{reason=\"" + reason.label() + "\"}");
  }

  private RawHttp connect(TestEdge edge) throws IOException {
    RawHttp connection = new RawHttp(edge.port());
    open.add(connection);
    return connection;
  }

  private static String check(String connector, String key) {
    return "GET /v1/verify?connector="
        + connector
        + "&account=1 HTTP/1.1\r\n"
        + REST_OF_HEAD
        + key
        + "\r\n\r\n";
  }

  private static void assertAnswers(RawHttp connection) throws IOException {
    connection.send(VALID);
    assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
  }

  @Test
  void connections_ofOneAddressWithoutAKey_theOldestGiveWay() throws IOException {
    edge(1000, 5, "192.0.2.1");
    RawHttp customer = connect(edge);
    assertAnswers(customer);

    for (int i = 0; i < 20; i++) {
      connect(edge);
    }
    RawHttp newest = connect(edge);

    assertAnswers(newest);
    assertAnswers(customer);
    for (RawHttp oldest : open.subList(1, 16)) {
      assertThat(oldest.isClosedByPeer()).isTrue();
    }
    assertThat(refused(Refusal.CONNECTIONS_OF_ADDRESS)).isEqualTo(16);
    assertThat(edge.metric("edge_connections_unproven")).isEqualTo(4);
    assertThat(edge.metric("edge_connections")).isEqualTo(6);
  }

  @Test
  void connections_thatShowedAValidKey_areNotCountedAgainstTheirAddress() throws IOException {
    edge(1000, 3, "192.0.2.1");

    for (int i = 0; i < 30; i++) {
      assertAnswers(connect(edge));
    }

    for (RawHttp connection : open) {
      assertAnswers(connection);
    }
    assertThat(edge.metric("edge_connections_unproven")).isZero();
    assertThat(refused(Refusal.CONNECTIONS_OF_ADDRESS)).isZero();
  }

  @Test
  void connections_thatReportUsageWithAValidKey_areNotCountedAgainstTheirAddress()
      throws IOException {
    edge(1000, 1, "192.0.2.1");
    String report =
        "{\"connector\":\"rozetka\",\"make_account_id\":\"1\",\"operation\":\"getOrders\","
            + "\"timestamp\":\"2026-11-21T10:00:00Z\"}";
    RawHttp connection = connect(edge);
    connection.send(
        "POST /v1/connector/usage HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
            + report.length()
            + "\r\n"
            + REST_OF_HEAD
            + "bpm_prod_one\r\n\r\n"
            + report);

    assertThat(connection.readAnswer().status()).isEqualTo(201);
    assertThat(edge.metric("edge_connections_unproven")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpm_prod_guess",
        "bpm_test_magic_expired",
        "bpm_test_magic_account_mismatch",
        "bpm_test_magic_valid"
      })
  void connections_onWhichAnybodysKeyWasShown_giveWay(String key) throws IOException {
    edge(1000, 1, "192.0.2.1");
    for (String connector : List.of("rozetka", "text-tools", "bpm-test")) {
      RawHttp connection = connect(edge);
      connection.send(check(connector, key));
      assertThat(connection.readAnswer().status()).isEqualTo(200);

      connect(edge);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void connections_ofATrustedProxy_areNotCountedAgainstItsAddress() throws IOException {
    edge(1000, 1, "127.0.0.1");
    for (int i = 0; i < 10; i++) {
      connect(edge);
    }

    for (RawHttp connection : open) {
      assertAnswers(connection);
    }
  }

  @Test
  void connections_inAll_theOldestWithoutAKeyGiveWayToTheNewest() throws IOException {
    edge(6, 1000, "192.0.2.1");
    RawHttp customer = connect(edge);
    assertAnswers(customer);

    for (int i = 0; i < 20; i++) {
      connect(edge);
    }
    RawHttp newest = connect(edge);

    assertAnswers(newest);
    assertAnswers(customer);
    assertThat(open.get(1).isClosedByPeer()).isTrue();
    assertThat(edge.metric("edge_connections")).isEqualTo(6);
    assertThat(refused(Refusal.CONNECTIONS)).isEqualTo(16);
  }

  @Test
  void connections_inAllWithKeys_whoHasMostGivesUpTheOldest() throws IOException {
    world
        .publisher()
        .publish(
            Documents.license(
                "c2",
                1,
                List.of(Documents.key("key-2", "bpm_prod_two")),
                List.of(Documents.grant("s2", "rozetka", "1"))));
    edge(4, 1000, "192.0.2.1");
    RawHttp other = connect(edge);
    other.send(check("rozetka", "bpm_prod_two"));
    assertThat(other.readAnswer().body()).contains("\"code\":\"VALID\"");
    for (int i = 0; i < 3; i++) {
      assertAnswers(connect(edge));
    }

    assertAnswers(connect(edge));

    assertThat(open.get(1).isClosedByPeer()).isTrue();
    other.send(check("rozetka", "bpm_prod_two"));
    assertThat(other.readAnswer().body()).contains("\"code\":\"VALID\"");
    for (RawHttp connection : open.subList(2, 5)) {
      assertAnswers(connection);
    }
    assertThat(edge.metric("edge_refused_total{reason=\"connections\"}")).isEqualTo(1);
    assertThat(edge.metric("edge_connections")).isEqualTo(4);
  }

  @Test
  void operationsPort_publicPortFull_answers() throws IOException {
    edge(1, 1, "192.0.2.1");
    assertAnswers(connect(edge));

    assertThat(edge.health().statusCode()).isEqualTo(200);
    assertThat(edge.metric("edge_connections")).isEqualTo(1);
  }

  @Test
  void head_slowOnAConnectionWithAKey_isCutOffToo() throws IOException {
    double before = refused(Refusal.SLOW_HEAD);
    RawHttp slow = connect(edge);
    assertAnswers(slow);
    slow.send("GET /v1/verify?connector=");

    await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              time.pass(Duration.ofSeconds(1));
              return refused(Refusal.SLOW_HEAD) > before;
            });

    assertThat(slow.isClosedByPeer()).isTrue();
  }

  @Test
  void head_inPiecesAndInTime_isAnswered() throws IOException {
    double before = refused(Refusal.SLOW_HEAD);
    RawHttp connection = connect(edge);
    for (int request = 0; request < 3; request++) {
      for (String line : VALID.split("(?<=\n)")) {
        connection.send(line);
      }
      assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
      time.pass(Duration.ofSeconds(30));
    }
    assertThat(refused(Refusal.SLOW_HEAD)).isEqualTo(before);
  }

  @Test
  void requests_manyAtOnceAndTheirAnswersTaken_areAllAnswered() throws IOException {
    RawHttp connection = connect(edge);
    connection.send(VALID.repeat(500));

    for (int i = 0; i < 500; i++) {
      assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
    }
  }
}
