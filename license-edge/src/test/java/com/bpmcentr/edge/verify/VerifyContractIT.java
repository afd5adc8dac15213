package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.RawHttp;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP side of the contract: statuses, headers, problems, limits. */
class VerifyContractIT {

  private static final String CHECK = "/v1/verify?connector=rozetka&account=1234567";
  private static final String BODY = "{\"connector\":\"rozetka\",\"account\":\"1234567\"}";

  private static TestWorld world;
  private static TestEdge edge;

  @BeforeAll
  static void start() {
    world = TestWorld.withOneCustomer("1234567");
    edge = world.startEdge("e1").awaitReady();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void verify_getAndPost_answerAlike() {
    HttpResponse<String> get = edge.get(CHECK, "Authorization", "Bearer bpm_prod_one");
    HttpResponse<String> post =
        edge.post(
            "/v1/verify",
            "{\"key\":\"bpm_prod_one\",\"connector\":\"rozetka\",\"account\":\"1234567\"}",
            "Content-Type",
            "application/json");

    assertThat(get.statusCode()).isEqualTo(200);
    assertThat(get.body()).startsWith("{\"valid\":true,\"code\":\"VALID\"");
    assertThat(post.body()).isEqualTo(get.body());
    for (HttpResponse<String> response : List.of(get, post)) {
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(response.headers().firstValue("License-Position")).contains("1-3");
      assertThat(response.headers().firstValueAsLong("License-Age")).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"uk, Підписка", "ru, Подписка", "en, subscription"})
  void verify_language_messageIsInIt(String language, String word) {
    String key = "Bearer bpm_prod_one";

    assertThat(edge.get(CHECK + "&lang=" + language, "Authorization", key).body())
        .containsIgnoringCase(word);
    assertThat(
            edge.get(CHECK, "Authorization", key, "Accept-Language", language + "-UA,en;q=0.1")
                .body())
        .containsIgnoringCase(word);
  }

  @Test
  void verify_denial_is200() {
    HttpResponse<String> response = edge.get(CHECK, "Authorization", "Bearer nobody's");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"valid\":false,\"code\":\"KEY_NOT_FOUND\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0123456789012345678901234567890123456789012345678901234567890123"})
  void requestId_shortAndPrintable_comesBack(String id) {
    assertThat(edge.get(CHECK, "X-Request-Id", id).headers().firstValue("X-Request-Id"))
        .contains(id);
    assertThat(edge.get("/nowhere", "X-Request-Id", id).headers().firstValue("X-Request-Id"))
        .contains(id);
  }

  @Test
  void requestId_tooLong_doesNotComeBack() {
    assertThat(edge.get(CHECK, "X-Request-Id", "x".repeat(65)).headers().firstValue("X-Request-Id"))
        .isEmpty();
  }

  @Test
  void verify_malformed_isAProblemThatNamesTheParameter() {
    HttpResponse<String> response = edge.get("/v1/verify?connector=rozetka");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"urn:bpmcentr:problem:invalid-parameter\",\"title\":\"Bad Request\","
                + "\"status\":400,\"detail\":\"account: is required\","
                + "\"code\":\"INVALID_PARAMETER\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v1", "/v1/verify/", "/v1/Verify", "/v1/%76erify", "//v1/verify", "/v1/x"})
  void otherPaths_404(String path) {
    HttpResponse<String> response = edge.get(path + "?connector=rozetka&account=1");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"code\":\"NOT_FOUND\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/verify, PUT, 'GET, POST'",
    "/v1/verify, DELETE, 'GET, POST'",
    "/v1/verify, OPTIONS, 'GET, POST'",
    "/v1/verify, PATCH, 'GET, POST'",
    "/v1/subscription/check, POST, GET",
    "/v1/subscription/check, DELETE, GET",
  })
  void otherMethods_405WithAllow(String path, String method, String allow) {
    HttpResponse<String> response =
        edge.send(
            HttpRequest.newBuilder(edge.uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains(allow);
    assertThat(response.body()).contains("\"code\":\"METHOD_NOT_ALLOWED\"");
  }

  @Test
  void head_405WithoutBody() {
    HttpResponse<String> response =
        edge.send(
            HttpRequest.newBuilder(edge.uri(CHECK))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void post_notJson_415() {
    assertThat(edge.post("/v1/verify", BODY, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
  }

  @Test
  void post_bodyOf4096Bytes_readAndOneMoreIsNot() {
    String padding = " ".repeat(4096 - BODY.length());

    assertThat(
            edge.post("/v1/verify", BODY + padding, "Content-Type", "application/json")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            edge.post("/v1/verify", BODY + padding + " ", "Content-Type", "application/json")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void post_chunkedBodyTooLarge_413() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send(
          "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      http.send("1000\r\n" + "x".repeat(4096) + "\r\n1\r\nx\r\n");

      assertThat(http.readAnswer().status()).isEqualTo(413);
    }
  }

  @Test
  void post_expect100_isToldToGoOn() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send(
          "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
              + "Expect: 100-continue\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n");
      assertThat(http.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(http.readLine()).isEmpty();
      http.send(BODY);

      assertThat(http.readAnswer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS *", "CONNECT example.org:443"})
  void noPathAtAll_404Problem(String methodAndTarget) throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send(methodAndTarget + " HTTP/1.1\r\nHost: e\r\n\r\n");

      RawHttp.Answer answer = http.readAnswer();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
    }
  }

  @Test
  void requestLineTooLong_414() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("GET /v1/verify?x=" + "a".repeat(5000) + " HTTP/1.1\r\nHost: e\r\n\r\n");

      RawHttp.Answer answer = http.readAnswer();

      assertThat(answer.status()).isEqualTo(414);
      assertThat(answer.body()).contains("\"code\":\"URI_TOO_LONG\"");
    }
  }

  @Test
  void headersTooLarge_431() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("GET " + CHECK + " HTTP/1.1\r\nHost: e\r\nX: " + "a".repeat(9000) + "\r\n\r\n");

      RawHttp.Answer answer = http.readAnswer();

      assertThat(answer.status()).isEqualTo(431);
      assertThat(answer.body()).contains("\"code\":\"HEADERS_TOO_LARGE\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /v1/verify?connector=text-tools&account=1 HTTP/1.1\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: e\r\nBad Header: x\r\n\r\n",
        "GET /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Length: x\r\n\r\n",
        "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
      })
  void notHttp_400AndClosed(String bytes) throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send(bytes);

      RawHttp.Answer answer = http.readAnswer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"MALFORMED_REQUEST\"");
      assertThat(http.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void http10_withoutHost_answered() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("GET /v1/verify?connector=text-tools&account=1 HTTP/1.0\r\n\r\n");

      assertThat(http.readAnswer().status()).isEqualTo(200);
      assertThat(http.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void requestId_onAKeptConnection_isNotInTheNextAnswer() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("GET " + CHECK + " HTTP/1.1\r\nHost: e\r\nX-Request-Id: mine\r\n\r\n");
      assertThat(http.readHead()).contains("x-request-id: mine");
      http.send("GET " + CHECK + " HTTP/1.1\r\nHost: e\r\n\r\n");

      assertThat(http.readHead()).doesNotContain("mine").contains("content-type");
    }
  }

  @Test
  void get_withABody_bodyIsPassedOverUpToTheLimit() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("GET " + CHECK + " HTTP/1.1\r\nHost: e\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(http.readAnswer().status()).isEqualTo(200);
      http.send("GET " + CHECK + " HTTP/1.1\r\nHost: e\r\nContent-Length: 5000\r\n\r\n");
      assertThat(http.readAnswer().status()).isEqualTo(413);
    }
  }

  @Test
  void post_elsewhere_bodyIsBoundedToo() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send("POST /nowhere HTTP/1.1\r\nHost: e\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(http.readAnswer().status()).isEqualTo(404);
      http.send("POST /nowhere HTTP/1.1\r\nHost: e\r\nContent-Length: 5000\r\n\r\n");
      assertThat(http.readAnswer().status()).isEqualTo(413);
    }
  }

  @Test
  void pipelinedRequests_answeredInTheirOrder() throws Exception {
    try (RawHttp http = new RawHttp(edge.port())) {
      http.send(
          "GET "
              + CHECK
              + " HTTP/1.1\r\nHost: e\r\nAuthorization: Bearer bpm_prod_one\r\n\r\n"
              + "POST /v1/verify HTTP/1.1\r\nHost: e\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY
              + "GET /v1/verify?connector=text-tools&account=1 HTTP/1.1\r\nHost: e\r\n\r\n"
              + "GET /nowhere HTTP/1.1\r\nHost: e\r\n\r\n");

      assertThat(http.readAnswer().body()).contains("\"code\":\"VALID\"", "\"active\"");
      assertThat(http.readAnswer().body()).contains("\"code\":\"KEY_MISSING\"");
      assertThat(http.readAnswer().body()).contains("\"code\":\"VALID\"", "\"free\"");
      assertThat(http.readAnswer().status()).isEqualTo(404);
    }
  }

  // ---- the published contract

  @Test
  void subscriptionCheck_valid_asPublished() {
    HttpResponse<String> response =
        edge.get(
            "/v1/subscription/check?connector=rozetka&accountId=1234567",
            "Authorization",
            "Bearer bpm_prod_one");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .matches(
            "\\{\"active\":true,\"hasAccess\":true,\"accountId\":\"1234567\","
                + "\"category\":\"Стандартный\",\"expiresAt\":\"[0-9TZ:.-]+\","
                + "\"isNewBinding\":false}");
  }

  @Test
  void subscriptionCheck_freeConnector_needsNoKey() {
    assertThat(edge.get("/v1/subscription/check?connector=text-tools&accountId=1").body())
        .isEqualTo(
            "{\"active\":true,\"hasAccess\":true,\"accountId\":\"1\","
                + "\"category\":\"Бесплатный\",\"expiresAt\":null,\"isNewBinding\":false}");
  }

  @ParameterizedTest
  @CsvSource({
    "connector=rozetka, 400, Missing required parameter: accountId",
    "accountId=1, 400, Missing required parameter: connector",
    "connector=&accountId=1, 400, Missing required parameter: connector",
    "connector=Rozetka&accountId=1, 400, Malformed parameter: connector",
    "connector=rozetka&accountId=%20, 400, Malformed parameter: accountId",
    "connector=rozetka&accountId=1&accountId=1, 400, Repeated parameter: accountId",
    "connector=rozetka&accountId=1, 401, Invalid API key",
    "connector=unheard-of&accountId=1, 403, No access to this connector",
  })
  void subscriptionCheck_refusals_asPublished(String query, int status, String message) {
    HttpResponse<String> response = edge.get("/v1/subscription/check?" + query);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .startsWith("{\"statusCode\":" + status + ",\"message\":\"" + message + "\",\"error\":");
  }

  @Test
  void subscriptionCheck_otherAccount_namesTheBoundOne() {
    HttpResponse<String> response =
        edge.get(
            "/v1/subscription/check?connector=rozetka&accountId=2",
            "Authorization",
            "Bearer bpm_prod_one");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .contains("\"Connector is linked to a different Make account: 1234567\"");
  }
}
