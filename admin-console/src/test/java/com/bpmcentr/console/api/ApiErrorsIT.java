package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class ApiErrorsIT {

  @Autowired private TestStaff team;

  private ApiClient api;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
  }

  @Test
  void call_withoutToken_answers401AndSaysHow() {
    Response refused = team.apiWithoutToken().get("/customers");

    assertProblem(refused, 401, "UNAUTHENTICATED");
    assertThat(refused.header("WWW-Authenticate")).contains("Bearer realm=\"admin\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer bpm_adm_00000000000000000000000000000000000000",
        "Bearer",
        "Bearer ",
        "Basic b3duZXI6cGFzc3dvcmQ=",
        "bpm_adm_00000000000000000000000000000000000000"
      })
  void call_wrongToken_answers401OnEveryPath(String header) {
    for (String path : List.of("/customers", "/openapi.json", "/nowhere")) {
      Response refused = team.apiWithoutToken().call("GET", path, null, "Authorization", header);

      assertProblem(refused, 401, "UNAUTHENTICATED");
      assertThat(refused.header("WWW-Authenticate")).get().asString().contains("invalid_token");
    }
  }

  @Test
  void call_unknownPath_answers404() {
    assertProblem(api.get("/nowhere"), 404, "NOT_FOUND");
    assertProblem(api.get(""), 404, "NOT_FOUND");
    assertProblem(api.get("/customers/"), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /customers, 'GET,POST'",
    "PUT, /connectors/x, 'GET,PATCH'",
    "POST, /audit, GET",
    "GET, /subscriptions/00000000-0000-0000-0000-000000000001/cancel, POST"
  })
  void call_wrongMethod_answers405WithAllow(String method, String path, String allowed) {
    Response refused = api.call(method, path, method.equals("GET") ? null : "{}");

    assertProblem(refused, 405, "METHOD_NOT_ALLOWED");
    assertThat(refused.header("Allow").orElseThrow().replace(" ", "").split(","))
        .containsExactlyInAnyOrder(allowed.split(","));
  }

  @Test
  void call_bodyThatIsNoJson_answers415() {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
      assertProblem(
          api.call("POST", "/customers", "{}", "Content-Type", type),
          415,
          "UNSUPPORTED_MEDIA_TYPE");
    }
  }

  /** Was a failure of the console where it was large, and left in a folder where it was not. */
  @Test
  void call_form_answers415() {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + "{}\n".repeat(500_000)
            + "\r\n--x--\r\n";

    assertProblem(
        api.call("POST", "/imports", form, "Content-Type", "multipart/form-data; boundary=x"),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  /** A program took a key that was not there for one that nobody used. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/%s/events",
        "/subscriptions/%s/usage/days",
        "/api-keys/%s/usage/days"
      })
  void call_ofWhatIsNotThere_answers404(String path) {
    assertProblem(
        api.get(path.formatted("00000000-0000-0000-0000-000000000001")), 404, "NOT_FOUND");
  }

  /** A reason that nobody asked for was taken, and kept nowhere. */
  @ParameterizedTest
  @CsvSource({
    "POST, /staff/{id}/unlock, '{\"reason\":\"known voice\"}', reason",
    "POST, /staff/{id}/reset-password, '{\"reason\":\"known voice\"}', reason",
    "POST, /connectors/no-such/publish, '{\"x\":1}', x",
    "POST, /staff/{id}/unlock, '[1]', body",
    "DELETE, /access-tokens/{id}?raeson=leaked, , raeson",
    "GET, /attention?page=1, , page"
  })
  void call_withWhatItDoesNotTake_isRefusedByName(
      String method, String path, @Nullable String body, String field) {
    String nobody = "00000000-0000-0000-0000-000000000001";

    Response refused = api.call(method, path.replace("{id}", nobody), body);

    assertProblem(refused, 400, "INVALID_REQUEST");
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void call_acceptingNoJson_answers406AsAProblem() {
    assertProblem(
        api.call("GET", "/customers", null, "Accept", "text/html"), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void call_bodyOfMoreThan64KiB_answers413() {
    String body = "{\"email\":\"%s\"}".formatted("a".repeat(64 * 1024));

    assertProblem(api.post("/customers", body), 413, "PAYLOAD_TOO_LARGE");
  }

  /** Only where many ids are named, and by those who may change any. */
  @Test
  void call_largeBody_isReadWhereItMayBeOne() {
    String body = "{\"action\":\"%s\",\"ids\":[]}".formatted("a".repeat(64 * 1024));

    assertProblem(api.post("/api-keys/bulk/preview", body), 400, "INVALID_REQUEST");
    assertProblem(api.post("/connectors/bulk", body), 413, "PAYLOAD_TOO_LARGE");
    assertProblem(api.post("/x/bulk/preview", body), 413, "PAYLOAD_TOO_LARGE");
    assertProblem(team.api(Role.AUDITOR).post("/api-keys/bulk", body), 413, "PAYLOAD_TOO_LARGE");
  }

  @Test
  void call_manyLargeBodiesThatNeverEnd_leaveTheNextOneAnAnswer() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      String body = "{\"action\":\"%s\",\"ids\":[]}".formatted("a".repeat(64 * 1024));

      Response refused =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(
                  () -> {
                    held.add(beginLargeBody(BodyLimitFilter.MOST_BYTES));
                    return api.post("/api-keys/bulk/preview", body);
                  },
                  answer -> answer.status() == 503);

      assertProblem(refused, 503, "UNAVAILABLE");
      assertProblem(
          api.post("/api-keys/bulk/preview", "{\"action\":\"x\",\"ids\":[]}"),
          400,
          "INVALID_REQUEST");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
    String id = "00000000-0000-0000-0000-000000000001";
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                api.post(
                        "/api-keys/bulk/preview",
                        "{\"action\":\"revoke\",\"reason\":\"%s\",\"ids\":[\"%s\"]}"
                            .formatted(" ".repeat(64 * 1024), id))
                    .status(),
            status -> status == 200);
  }

  /** Large ones by their length alone: as long as they are not, they are in nobody's way. */
  @Test
  void call_largeBodiesThatHaveHardlyBegun_takeNoPlace() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        held.add(beginLargeBody(0));
      }
      String body = "{\"action\":\"%s\",\"ids\":[]}".formatted("a".repeat(64 * 1024));

      // the places of another test's calls may be given back only now
      Response answered =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(
                  () -> api.post("/api-keys/bulk/preview", body), answer -> answer.status() != 503);
      assertProblem(answered, 400, "INVALID_REQUEST");
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private Socket beginLargeBody(int bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), team.port());
    socket
        .getOutputStream()
        .write(
            """
            POST /api/v1/customers/bulk HTTP/1.1\r
            Host: 127.0.0.1\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: 8000000\r
            \r
            {%s\
            """
                .formatted(team.member(Role.ADMIN).token(), " ".repeat(bytes))
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"text\"",
        "{} {}",
        "{\"email\":}",
        "{'email':'a'}",
        "\u0000",
        "{\"email\":\"\\ud800\",\"name\":\"N\",\"country\":\"UA\",\"locale\":\"uk\"}",
        "{\"email\":\"a\\u0000@example.com\",\"name\":\"N\",\"country\":\"UA\",\"locale\":\"uk\"}"
      })
  void call_malformedJson_answers400(String body) {
    assertProblem(api.post("/customers", body), 400, "INVALID_REQUEST");
  }

  @Test
  void call_deepJson_answers400() {
    assertProblem(api.post("/customers", "[".repeat(60_000)), 400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/customers/%2e%2e/audit", "/customers//x", "/a;b=c"})
  void call_pathThatNoClientSends_answers400(String path) {
    assertProblem(api.get(path), 400, "INVALID_REQUEST");
  }

  @Test
  void call_whatIsNoProperHttp_isAnsweredByTheServerInTheSameWords() {
    Response refused = api.get("/customers/%00");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type"))
        .get()
        .asString()
        .contains("application/problem+json");
    assertThat(refused.text("code")).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void call_bracketsAsTheyAre_areUnderstood() {
    assertThat(api.get("/customers?filter[q]=a&sort=name").status()).isEqualTo(200);
  }

  @Test
  void call_zeroCharacterInTheQuery_answers400() {
    assertProblem(api.get("/customers?filter%5Bq%5D=%00"), 400, "INVALID_REQUEST");
  }

  @Test
  void call_anyAnswer_hasTheHeadersThatKeepItFromHarm() {
    for (Response answer :
        List.of(
            api.get("/customers"), api.get("/nowhere"), team.apiWithoutToken().get("/customers"))) {
      assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.header("X-Frame-Options")).contains("DENY");
      assertThat(answer.header("Cache-Control")).get().asString().contains("no-store");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'; frame-ancestors 'none'");
      assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
      assertThat(answer.header("Set-Cookie")).isEmpty();
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  private static void assertProblem(Response response, int status, String code) {
    assertThat(response.status()).as(response.body()).isEqualTo(status);
    assertThat(response.header("Content-Type")).contains("application/problem+json");
    assertThat(response.json().get("status").intValue()).isEqualTo(status);
    assertThat(response.text("code")).isEqualTo(code);
    assertThat(response.text("type")).startsWith("urn:bpmcentr:problem:");
    assertThat(response.text("title")).isNotEmpty();
    assertThat(response.text("detail")).isNotEmpty();
    assertThat(response.body())
        .doesNotContain("Exception", "com.bpmcentr", "org.springframework", "select ", "\tat ");
  }
}
