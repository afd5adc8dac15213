package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in which a proxy before the edge, a process, and the edge might see different ends. */
class RequestSmugglingIT {

  private static final String POST = "POST /v1/verify HTTP/1.1\r\nHost: e\r\n";
  private static final String GET =
      "GET /v1/verify?connector=rozetka&account=1 HTTP/1.1\r\nHost: e\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String SMUGGLED = GET + "Authorization: Bearer bpm_prod_one\r\n\r\n";
  private static final String BODY =
      "{\"connector\":\"rozetka\",\"account\":\"1\",\"key\":\"bpm_prod_one\"}";

  private static TestWorld world;
  private static TestEdge edge;

  @BeforeAll
  static void start() {
    world = TestWorld.withOneCustomer("1");
    edge = world.startProcess("e1").awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // two ways of giving the length
        POST + JSON + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        GET + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        // two lengths
        POST + JSON + "Content-Length: 0\r\nContent-Length: 4\r\n\r\n",
        POST + JSON + "Content-Length: 0, 4\r\n\r\n",
        // lengths that are none
        POST + JSON + "Content-Length: +0\r\n\r\n",
        POST + JSON + "Content-Length: 0x0\r\n\r\n",
        POST + JSON + "Content-Length:\r\n\r\n",
        // names that some take for a length
        POST + JSON + "Content-Length : 0\r\n\r\n",
        POST + JSON + "Content-Length\u000b: 0\r\n\r\n",
        // encodings that end nowhere
        POST + JSON + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: identity\r\n\r\n",
        POST + JSON + "Transfer-Encoding: xchunked\r\n\r\n",
        POST + JSON + "Transfer-Encoding: \"chunked\"\r\n\r\n",
        POST + JSON + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        GET + "Transfer-Encoding: identity\r\n\r\n",
        POST + JSON + "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
        // lines that end in another way
        "GET /v1/verify HTTP/1.1\nHost: e\n\n",
        "GET /v1/verify HTTP/1.1\r\nHost: e\nX: y\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: e\rX: y\r\n\r\n",
        // a folded line where there is nothing to fold
        "GET /v1/verify HTTP/1.1\r\n Host: e\r\n\r\n",
        // chunks that are none
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\n1;\nx\r\na\r\n0\r\n\r\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n",
        POST + JSON + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        // two hosts
        GET + "Host: other\r\n\r\n",
        // hosts that are none
        "GET /v1/verify HTTP/1.1\r\nHost: e/x\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: a@e\r\n\r\n",
        // another version
        "GET /v1/verify HTTP/2.0\r\nHost: e\r\n\r\n",
        "GET /v1/verify HTTP/0.9\r\nHost: e\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void request_whoseEndIsInDoubt_isRefusedAndNothingBehindItAnswered(String doubtful)
      throws IOException {
    try (RawHttp connection = new RawHttp(edge.port())) {
      connection.send(doubtful + SMUGGLED);

      RawHttp.Answer answer = connection.readAnswer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"MALFORMED_REQUEST\"");
      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void chunkExtensionsAndTrailers_wellFormed_arePassedOver() throws IOException {
    try (RawHttp connection = new RawHttp(edge.port())) {
      connection.send(
          POST
              + JSON
              + "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(BODY.length())
              + ";name=value;other=\"quoted\"\r\n"
              + BODY
              + "\r\n0\r\nContent-Length: 5\r\n\r\n"
              + SMUGGLED);

      assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
      assertThat(connection.readAnswer().body())
          .as("the second request is one of its own")
          .contains("\"code\":\"VALID\"");
    }
  }

  /** RFC 9112, section 5.2: to be refused, or read as if it were one line. */
  @Test
  void foldedField_isReadAsOneLine() throws IOException {
    try (RawHttp connection = new RawHttp(edge.port())) {
      connection.send(
          POST
              + JSON
              + "Content-Length: "
              + BODY.length()
              + "\r\nX: a\r\n Content-Length: 0\r\n\r\n"
              + BODY
              + SMUGGLED);

      assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
      assertThat(connection.readAnswer().body()).contains("\"code\":\"VALID\"");
    }
  }

  @Test
  void head_floodOfFields_isRefused() throws IOException {
    try (RawHttp connection = new RawHttp(edge.port())) {
      connection.send(GET + "X: y\r\n".repeat(3000) + "\r\n");

      assertThat(connection.readAnswer().status()).isEqualTo(431);
    }
  }
}
