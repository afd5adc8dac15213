package com.bpmcentr.edge.guard;

import static com.bpmcentr.edge.RawHttp2.CONTINUATION;
import static com.bpmcentr.edge.RawHttp2.DATA;
import static com.bpmcentr.edge.RawHttp2.END_HEADERS;
import static com.bpmcentr.edge.RawHttp2.END_STREAM;
import static com.bpmcentr.edge.RawHttp2.HEADERS;
import static com.bpmcentr.edge.RawHttp2.PING;
import static com.bpmcentr.edge.RawHttp2.PRIORITY;
import static com.bpmcentr.edge.RawHttp2.RST_STREAM;
import static com.bpmcentr.edge.RawHttp2.SETTINGS;
import static com.bpmcentr.edge.RawHttp2.WINDOW_UPDATE;
import static com.bpmcentr.edge.RawHttp2.frame;
import static com.bpmcentr.edge.RawHttp2.setting;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.RawHttp2;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestTls;
import com.bpmcentr.edge.TestWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What only HTTP/2 makes possible, at a running edge. Beside each attack somebody goes on asking.
 */
class Http2LimitsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final byte[] CHECK = RawHttp2.check("GET", "bpm_prod_one");
  private static final byte[] EIGHT = new byte[8];

  /** That one connection may have at once. */
  private static final int STREAMS = 100;

  @TempDir private static Path folder;
  private static TestWorld world;
  private static TestEdge edge;
  private static final FakeTime time = new FakeTime(Instant.now());

  private RawHttp2 customer;
  private int customersStream = 1;

  @BeforeAll
  static void start() throws Exception {
    world = TestWorld.withOneCustomer("1");
    TestTls.pair(folder, "edge", 30).install(folder);
    Map<String, String> settings = new HashMap<>(TestTls.settings(folder));
    // what is counted for an event loop is then counted for all
    settings.put("EDGE_EVENT_LOOPS", "1");
    edge = world.startEdge("e1", settings, time, time).awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void connect() throws IOException {
    customer = new RawHttp2(edge.port());
    assertCustomerIsAnswered();
  }

  @AfterEach
  void customerGoesOn() throws IOException {
    assertCustomerIsAnswered();
    customer.close();
  }

  private void assertCustomerIsAnswered() throws IOException {
    assertIsAnswered(customer, customersStream);
    customersStream += 2;
  }

  private static void assertIsAnswered(RawHttp2 connection, int stream) throws IOException {
    connection.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, CHECK));
    assertThat(new String(connection.await(DATA, stream).payload(), UTF_8))
        .contains("\"code\":\"VALID\"");
  }

  private static double refused(Refusal reason) {
    return edge.metric("edge_refused_total{reason=\"" + reason.label() + "\"}");
  }

  /** Sends until the edge has had enough, and counted it. */
  private static void flood(Refusal reason, RawHttp2 connection, byte[] frames) {
    double before = refused(reason);
    for (int i = 0; i < 400; i++) {
      connection.sendIfOpen(frames);
    }
    assertThat(connection.isClosedByPeer()).isTrue();
    assertThat(refused(reason)).isEqualTo(before + 1);
  }

  @Test
  void questions_takenBackAtOnce_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      double before = refused(Refusal.HTTP2_FLOOD);
      for (int i = 0; i < 400; i++) {
        connection.sendIfOpen(
            frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, CHECK),
            frame(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
      }

      assertThat(connection.isClosedByPeer()).isTrue();
      assertThat(refused(Refusal.HTTP2_FLOOD)).isEqualTo(before + 1);
    }
  }

  /** Refusing costs as much as being asked (CVE-2025-8671). */
  @Test
  void questions_thatProvokeARefusal_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      double before = refused(Refusal.HTTP2_FLOOD);
      for (int i = 0; i < 400; i++) {
        connection.sendIfOpen(
            frame(HEADERS, END_HEADERS, 2 * i + 1, RawHttp2.check("POST", "x")),
            // a window may not grow by nothing
            frame(WINDOW_UPDATE, 0, 2 * i + 1, new byte[4]));
      }

      assertThat(connection.isClosedByPeer()).isTrue();
      assertThat(refused(Refusal.HTTP2_FLOOD)).isEqualTo(before + 1);
    }
  }

  @Test
  void questions_thatAreNone_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      for (int i = 0; i < 400; i++) {
        connection.sendIfOpen(
            frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, new byte[] {(byte) 0x82}));
      }

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PRIORITY, SETTINGS, PING, WINDOW_UPDATE, 99})
  void frames_thatAskNothing_endTheConnection(int type) throws IOException {
    byte[] payload =
        switch (type) {
          case PRIORITY -> new byte[] {0, 0, 0, 0, 1};
          case SETTINGS -> new byte[0];
          case WINDOW_UPDATE -> new byte[] {0, 0, 0, 1};
          default -> EIGHT;
        };
    int stream = type == PRIORITY ? 7 : 0;
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      flood(Refusal.HTTP2_FLOOD, connection, frame(type, 0, stream, payload));
    }
  }

  @Test
  void frames_emptyData_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      connection.send(frame(HEADERS, END_HEADERS, 1, RawHttp2.check("POST", "x")));
      flood(Refusal.HTTP2_FLOOD, connection, frame(DATA, 0, 1, new byte[0]));
    }
  }

  @Test
  void frames_endlessHeaders_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      connection.send(frame(HEADERS, END_STREAM, 1, CHECK));
      flood(Refusal.HTTP2_FLOOD, connection, frame(CONTINUATION, 0, 1, new byte[0]));
    }
  }

  @Test
  void frames_besideQuestions_areBorneForLong() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      for (int stream = 1; stream < 1000; stream += 2) {
        connection.send(frame(PING, 0, 0, EIGHT));
        connection.send(frame(WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 4, 0}));
        assertIsAnswered(connection, stream);
      }
    }
  }

  @Test
  void frames_nowAndThen_areBorneForLong() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      for (int stream = 1; stream < 9; stream += 2) {
        for (int i = 0; i < Http2Limits.MOST_OTHERS - 50; i++) {
          connection.send(frame(PING, 0, 0, EIGHT));
        }
        assertIsAnswered(connection, stream);
        time.pass(Duration.ofSeconds(Http2Limits.WINDOW_SECONDS));
      }
    }
  }

  @Test
  void headers_tooLarge_areRefusedAndTheConnectionGoesOn() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(CHECK);
    block.write(15);
    // user-agent
    RawHttp2.literal(block, 58 - 15, "x".repeat(8192));
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      connection.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, block.toByteArray()));

      assertThat(new String(connection.await(HEADERS, 1).payload(), UTF_8)).contains("431");
      assertIsAnswered(connection, 3);
    }
  }

  @Test
  void headers_farTooLarge_endTheConnection() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      connection.send(frame(HEADERS, END_STREAM, 1, CHECK));
      connection.sendIfOpen(frame(CONTINUATION, 0, 1, new byte[16_000]));

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void streams_moreAtOnceThanAllowed_areRefused() throws IOException {
    try (RawHttp2 connection = new RawHttp2(edge.port())) {
      for (int i = 0; i <= STREAMS; i++) {
        connection.send(frame(HEADERS, END_HEADERS, 2 * i + 1, RawHttp2.check("POST", "x")));
      }

      assertThat(connection.await(RST_STREAM, 2 * STREAMS + 1).errorCode())
          .as("REFUSED_STREAM")
          .isEqualTo(7);
    }
  }

  /** Lets time pass until the edge has cut something off for that reason, and goes on sending. */
  private static void passUntilCut(Refusal reason, RawHttp2 slow, byte[] bit) {
    double before = refused(reason);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              time.pass(Duration.ofSeconds(2));
              slow.sendIfOpen(bit);
              return refused(reason) > before;
            });
    assertThat(slow.isClosedByPeer()).isTrue();
    assertThat(refused(reason)).isEqualTo(before + 1);
  }

  @Test
  void headers_thatNeverEnd_areCutOff() throws IOException {
    try (RawHttp2 slow = new RawHttp2(edge.port())) {
      slow.send(frame(HEADERS, END_STREAM, 1, CHECK));
      // the head of a frame of 16,000 bytes, and then a byte of it at a time
      slow.send(new byte[] {0, 0x3E, (byte) 0x80, CONTINUATION, 0, 0, 0, 0, 1});

      passUntilCut(Refusal.SLOW_HEAD, slow, new byte[1]);
    }
  }

  @Test
  void frame_begunAndNotEnded_isCutOff() throws IOException {
    try (RawHttp2 slow = new RawHttp2(edge.port())) {
      assertIsAnswered(slow, 1);
      slow.send(new byte[] {0, 0x3E, (byte) 0x80, DATA, 0, 0, 0, 0, 1});

      passUntilCut(Refusal.SLOW_HEAD, slow, new byte[1]);
    }
  }

  @Test
  void answers_thatNobodyTakes_areCutOff() throws IOException {
    try (RawHttp2 stalled = new RawHttp2(edge.port(), setting(INITIAL_WINDOW_SIZE, 0))) {
      for (int stream = 1; stream < 20; stream += 2) {
        stalled.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, CHECK));
      }
      stalled.await(HEADERS, 19);

      passUntilCut(Refusal.UNREAD_ANSWERS, stalled, frame(PING, 0, 0, EIGHT));
    }
  }

  /** Each within what it may have, and all together more than the event loop is to hold. */
  @Test
  void streams_moreOnAllConnectionsThanAllowed_theOldestGivesWay() throws IOException {
    double before = refused(Refusal.UNREAD_ANSWERS);
    Deque<RawHttp2> connections = new ArrayDeque<>();
    try {
      for (int open = 0; open < Http2Limits.MOST_STREAMS; open += STREAMS) {
        connections.add(connectionWithAnswersNotTaken(STREAMS));
      }
      assertThat(refused(Refusal.UNREAD_ANSWERS)).isEqualTo(before);
      connections.add(connectionWithAnswersNotTaken(1));

      assertThat(connections.getFirst().isClosedByPeer()).isTrue();
      assertThat(refused(Refusal.UNREAD_ANSWERS)).isEqualTo(before + 1);
    } finally {
      for (RawHttp2 connection : connections) {
        connection.close();
      }
    }
  }

  private static RawHttp2 connectionWithAnswersNotTaken(int streams) throws IOException {
    RawHttp2 connection = new RawHttp2(edge.port(), setting(INITIAL_WINDOW_SIZE, 0));
    for (int i = 0; i < streams; i++) {
      connection.send(frame(HEADERS, END_HEADERS | END_STREAM, 2 * i + 1, CHECK));
    }
    connection.await(HEADERS, 2 * streams - 1);
    return connection;
  }

  /** What TLS says at the end of a handshake is no beginning of a request. */
  @ParameterizedTest
  @ValueSource(strings = {"h2", "http/1.1"})
  void connection_thatSaysNothingYet_isNotCutOff(String protocol) throws IOException {
    try (SSLSocket quiet = TestTls.socket(edge.port(), protocol);
        RawHttp2 slow = new RawHttp2(edge.port())) {
      quiet.startHandshake();
      assertIsAnswered(slow, 1);
      slow.send(new byte[] {0, 0x3E, (byte) 0x80, DATA, 0, 0, 0, 0, 1});
      passUntilCut(Refusal.SLOW_HEAD, slow, new byte[1]);

      if (protocol.equals("http/1.1")) {
        quiet.getOutputStream().write("GET / HTTP/1.1\r\nHost: e\r\n\r\n".getBytes(UTF_8));
        assertThat(new String(quiet.getInputStream().readNBytes(12), UTF_8))
            .isEqualTo("HTTP/1.1 404");
      } else {
        quiet.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8));
        quiet.getOutputStream().write(frame(SETTINGS, 0, 0, new byte[0]));
        assertThat(quiet.getInputStream().readNBytes(9)[3]).isEqualTo((byte) SETTINGS);
      }
    }
  }
}
