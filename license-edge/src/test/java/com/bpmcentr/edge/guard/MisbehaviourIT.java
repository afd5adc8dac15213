package com.bpmcentr.edge.guard;

import static com.bpmcentr.edge.RawHttp2.END_HEADERS;
import static com.bpmcentr.edge.RawHttp2.END_STREAM;
import static com.bpmcentr.edge.RawHttp2.HEADERS;
import static com.bpmcentr.edge.RawHttp2.RST_STREAM;
import static com.bpmcentr.edge.RawHttp2.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.RawHttp2;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestTls;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses whose connections keep ending without a whole request, or break the protocol. */
class MisbehaviourIT {

  private static final int BURST = 5;
  private static final InetAddress HONEST = InetAddress.ofLiteral("127.0.0.1");
  private static final String CHECK =
      "GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: e\r\nAuthorization: Bearer ";
  private static final String VALID = CHECK + "bpm_prod_one\r\n\r\n";
  private static final String UNKNOWN = CHECK + "bpm_prod_nobodys\r\n\r\n";

  private static final FakeTime time = new FakeTime(Instant.now());
  private static TestWorld world;
  private static TestEdge edge;
  private static int attackers;

  /** Whose budget is whole. */
  private final InetAddress attacker = InetAddress.ofLiteral("127.1.0." + ++attackers);

  private final List<RawHttp> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    world = TestWorld.withOneCustomer("1");
    edge = edge("e1", Map.of("EDGE_TRUSTED_PROXIES", "127.9.0.0/16"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static TestEdge edge(String id, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("EDGE_MISBEHAVIOUR_PER_ADDRESS", "1/" + BURST);
    return world.startEdge(id, settings, time, time).awaitReady();
  }

  @AfterEach
  void disconnect() throws IOException {
    for (RawHttp connection : open) {
      connection.close();
    }
    awaitOpen(0);
  }

  private RawHttp connect(InetAddress from) throws IOException {
    RawHttp connection = new RawHttp(edge.port(), from);
    open.add(connection);
    return connection;
  }

  private static double refused() {
    return refused(edge);
  }

  private static double refused(TestEdge edge) {
    return edge.metric(
        "edge_refused_total{reason=\"" + Refusal.MISBEHAVIOUR_OF_ADDRESS.label() + "\"}");
  }

  /** The gate has seen all of those that were closed. */
  private static void awaitOpen(int connections) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> edge.metric("edge_connections") == connections);
  }

  private static String ask(RawHttp connection, String request) throws IOException {
    connection.send(request);
    return connection.readAnswer().body();
  }

  /** Sends this on as many connections as an address may waste, until the edge has closed each. */
  private void waste(InetAddress from, String bytes) throws IOException {
    for (int i = 0; i < BURST; i++) {
      RawHttp connection = connect(from);
      connection.send(bytes);
      connection.closeOutput();
      connection.awaitEnd();
      connection.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0016\u0003\u0001 no HTTP at all\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: e\r\nX: a\u0000b\r\n\r\n",
        "POST /v1/verify HTTP/1.1\r\nHost: e\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n",
        CHECK,
      })
  void connections_thatBreakTheProtocol_theNextOfTheirAddressAreRefused(String bytes)
      throws IOException {
    RawHttp older = connect(attacker);
    assertThat(ask(older, UNKNOWN)).contains("KEY_NOT_FOUND");

    waste(attacker, bytes);
    awaitOpen(1);

    double before = refused();
    assertThat(connect(attacker).isClosedByPeer()).isTrue();
    assertThat(refused()).isEqualTo(before + 1);
    // what is open goes on, and so does everybody else
    assertThat(ask(older, UNKNOWN)).contains("KEY_NOT_FOUND");
    assertThat(ask(connect(HONEST), VALID)).contains("\"VALID\"");

    time.pass(Duration.ofSeconds(1));
    assertThat(ask(connect(attacker), VALID)).contains("\"VALID\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UNKNOWN,
        "GET /nowhere HTTP/1.1\r\nHost: e\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\n\r\n",
        "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Length: 99999\r\n\r\n",
      })
  void connections_thatAskWrongly_areNotCounted(String request) throws IOException {
    waste(attacker, request);
    awaitOpen(0);

    assertThat(ask(connect(attacker), VALID)).contains("\"VALID\"");
  }

  @Test
  void connections_withAnOverlongHead_areNotCounted() throws IOException {
    connections_thatAskWrongly_areNotCounted(
        "GET /v1/verify HTTP/1.1\r\nX: " + "x".repeat(9000) + "\r\n\r\n");
  }

  @Test
  void address_fromWhichAValidKeyWasShown_isSparedForAnHour() throws IOException {
    assertThat(ask(connect(attacker), VALID)).contains("\"VALID\"");

    waste(attacker, "");
    awaitOpen(1);
    assertThat(ask(connect(attacker), UNKNOWN)).contains("KEY_NOT_FOUND");

    time.pass(Misbehaviour.SPARED);
    waste(attacker, "");
    awaitOpen(2);
    assertThat(connect(attacker).isClosedByPeer()).isTrue();
  }

  @Test
  void trustedProxy_isNeverRefused() throws IOException {
    InetAddress proxy = InetAddress.ofLiteral("127.9.0.1");

    waste(proxy, "");
    awaitOpen(0);

    assertThat(ask(connect(proxy), UNKNOWN)).contains("KEY_NOT_FOUND");
  }

  @Test
  void connections_thatGaveWay_areNotCounted() throws IOException {
    try (TestEdge narrow = edge("e2", Map.of("EDGE_CONNECTIONS_PER_ADDRESS", "1"))) {
      List<RawHttp> given = new ArrayList<>();
      for (int i = 0; i < 3 * BURST; i++) {
        given.add(new RawHttp(narrow.port(), attacker));
      }
      for (RawHttp older : given.subList(0, given.size() - 1)) {
        assertThat(older.isClosedByPeer()).isTrue();
      }

      assertThat(ask(given.getLast(), VALID)).contains("\"VALID\"");
      assertThat(refused(narrow)).isZero();
      for (RawHttp connection : given) {
        connection.close();
      }
    }
  }

  /** On an edge that speaks TLS, where a handshake for nothing counts for five. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void connections_thatFloodByHttp2OrShakeHandsForNothing_theNextAreRefused(
      boolean flood, @TempDir Path folder) throws Exception {
    TestTls.pair(folder, "localhost", 1).install(folder);
    try (TestEdge tls = edge("e3", TestTls.settings(folder))) {
      if (flood) {
        flood(tls);
      } else {
        try (SSLSocket idle = TestTls.socket(tls.port(), "h2")) {
          idle.startHandshake();
        }
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(tls.metric("edge_connections")).isZero());

      try (RawHttp next = new RawHttp(tls.port())) {
        assertThat(next.isClosedByPeer()).isTrue();
      }
      assertThat(refused(tls)).isEqualTo(1);
    }
  }

  private static void flood(TestEdge tls) throws IOException {
    try (RawHttp2 flood = new RawHttp2(tls.port())) {
      for (int stream = 1; stream < 800; stream += 2) {
        flood.sendIfOpen(
            frame(HEADERS, END_HEADERS | END_STREAM, stream, RawHttp2.check("GET", "x")),
            frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
      }
      assertThat(flood.isClosedByPeer()).isTrue();
    }
  }
}
