package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A head and a body that come a byte at a time, at an edge that is a process and has no clock but
 * the machine's. What else dawdles: {@link ConnectionsIT}.
 */
class SlowRequestsIT {

  private final TestWorld world = TestWorld.withOneCustomer("1");

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void headAndBody_sentAByteAtATime_areCutOffAndOthersAnswered() throws IOException {
    TestEdge edge = world.startProcess("e1").awaitReady();
    try (RawHttp slowHead = new RawHttp(edge.port());
        RawHttp slowBody = new RawHttp(edge.port())) {
      slowHead.send("GET /v1/verify?connector=");
      slowBody.send(
          "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
              + "Content-Length: 4000\r\n\r\n{");

      edge.await(
          "cuts off the slow body", () -> refusedMeanwhile(edge, "slow_body", slowBody, " "));
      edge.await(
          "cuts off the slow head", () -> refusedMeanwhile(edge, "slow_head", slowHead, "x"));

      RawHttp.Answer answer = slowBody.readAnswer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).contains("\"code\":\"BODY_TIMEOUT\"");
      assertThat(slowBody.isClosedByPeer()).isTrue();
      assertThat(slowHead.isClosedByPeer()).isTrue();
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
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
}
