package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Heads and bodies that come a byte at a time or not at all, at an edge that is a process and has
 * no clock but the machine's. What else dawdles: {@link ConnectionsIT}.
 */
class SlowRequestsIT {

  /** Of each kind; more than are cut off in one turn. */
  private static final int MANY = 11;

  private static final String HEAD = "GET /v1/verify?connector=";
  private static final String BODY =
      "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
          + "Content-Length: 4000\r\n\r\n{";

  private final TestWorld world = TestWorld.withOneCustomer("1");

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void headsAndBodies_thatNeverEnd_areAllCutOffAndOthersAnswered() throws IOException {
    TestEdge edge = world.startProcess("e1").awaitReady();
    try (RawHttp slowHead = new RawHttp(edge.port());
        RawHttp slowBody = new RawHttp(edge.port());
        Crowd crowd = new Crowd(edge)) {
      slowHead.send(HEAD);
      slowBody.send(BODY);

      edge.await(
          "cuts off the slow body", () -> refusedMeanwhile(edge, "slow_body", slowBody, " "));
      edge.await(
          "cuts off the slow head", () -> refusedMeanwhile(edge, "slow_head", slowHead, "x"));

      RawHttp.Answer answer = slowBody.readAnswer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).contains("\"code\":\"BODY_TIMEOUT\"");
      assertThat(slowBody.isClosedByPeer()).isTrue();
      assertThat(slowHead.isClosedByPeer()).isTrue();
      crowd.assertCutOff();
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
    }
  }

  /** With the usual setting nobody would see it within the patience of a test's connection. */
  @Test
  void connection_onWhichNothingHappens_isClosed() throws IOException {
    Map<String, String> settings = world.environment("e1", world.databaseUrl());
    settings.put("EDGE_IDLE_SECONDS", "1");
    TestEdge edge = world.startEdge(settings, Clock.systemUTC(), System::nanoTime).awaitReady();
    try (RawHttp idle = new RawHttp(edge.port())) {
      idle.send("GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: e\r\n\r\n");
      assertThat(idle.readAnswer().status()).isEqualTo(200);

      assertThat(idle.isClosedByPeer()).isTrue();
    }
  }

  /** Sends one byte more, and has another customer answered, until somebody is refused for that. */
  private static boolean refusedMeanwhile(TestEdge edge, String reason, RawHttp slow, String next) {
    try {
      slow.send(next);
    } catch (IOException cutOffJustNow) {
      // counted, as the next look shows
    }
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
    return edge.metric("edge_refused_total{reason=\"" + reason + "\"}") > 0;
  }

  /** Many who begin together, heads and bodies in turn, and say nothing more. */
  private static final class Crowd implements AutoCloseable {
    private final List<RawHttp> heads = new ArrayList<>();
    private final List<RawHttp> bodies = new ArrayList<>();

    Crowd(TestEdge edge) throws IOException {
      for (int i = 0; i < MANY; i++) {
        heads.add(new RawHttp(edge.port()));
        heads.getLast().send(HEAD);
        bodies.add(new RawHttp(edge.port()));
        bodies.getLast().send(BODY);
      }
    }

    void assertCutOff() throws IOException {
      for (RawHttp body : bodies) {
        assertThat(body.readAnswer().status()).isEqualTo(408);
        assertThat(body.isClosedByPeer()).isTrue();
      }
      for (RawHttp head : heads) {
        assertThat(head.isClosedByPeer()).isTrue();
      }
    }

    @Override
    public void close() throws IOException {
      for (RawHttp head : heads) {
        head.close();
      }
      for (RawHttp body : bodies) {
        body.close();
      }
    }
  }
}
