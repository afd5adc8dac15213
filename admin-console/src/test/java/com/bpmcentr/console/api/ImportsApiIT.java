package com.bpmcentr.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ConsoleTest
class ImportsApiIT {

  @Autowired private TestStaff team;
  @Autowired private JdbcClient database;

  private ApiClient api;
  private String connector;

  @BeforeEach
  void makeConnector() {
    api = team.api(Role.ADMIN);
    connector = new ApiExamples(api).connectorId();
  }

  @Test
  void import_goodAndBadLines_tellsWhatBecameOfEach() {
    String name = ApiExamples.unique();
    Response started = send(line(name + "-1") + "\n{\"email\":5}\n\n" + line(name + "-2"));

    assertThat(started.status()).as(started.body()).isEqualTo(202);
    assertThat(started.header("Location")).hasValue("/api/v1/imports/" + started.text("id"));
    Response done = awaitOver(started.text("id"));
    assertThat(done.text("state")).isEqualTo("done");
    assertThat(done.json().path("lines").asLong()).isEqualTo(3);
    assertThat(done.json().path("imported").asLong()).isEqualTo(2);
    assertThat(done.json().path("refused").asLong()).isEqualTo(1);
    assertThat(done.json().at("/refusedLines/data/0/line").asLong()).isEqualTo(2);
    assertThat(done.json().at("/refusedLines/data/0/field").asString()).isEqualTo("email");
    assertThat(done.json().at("/refusedLines/data/0/reason").asString())
        .isEqualTo("has the wrong form or an unknown value");
    Response customer = api.get("/customers?filter[externalId]=" + name + "-1");
    assertThat(customer.json().at("/data/0/externalId").asString()).isEqualTo(name + "-1");
  }

  @Test
  void preview_goodAndBadLines_tellsWhatWouldBecomeOfEachAndMakesNothing() {
    String name = ApiExamples.unique();

    Response seen =
        api.post(
            "/imports/preview",
            line(name) + "\n{\"email\":5}\n",
            "Content-Type",
            "application/x-ndjson");

    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    assertThat(seen.json().path("lines").asLong()).isEqualTo(2);
    assertThat(seen.json().path("imported").asLong()).isEqualTo(1);
    assertThat(seen.json().path("generatedKeys").asLong()).isEqualTo(1);
    assertThat(seen.json().at("/customers/0/externalId").asString()).isEqualTo(name);
    assertThat(seen.json().at("/customers/0/connectorIds/0").asString()).isEqualTo(connector);
    assertThat(seen.json().at("/refusedLines/0/line").asLong()).isEqualTo(2);
    assertThat(seen.json().at("/refusedLines/0/field").asString()).isEqualTo("email");
    Response customer = api.get("/customers?filter[externalId]=" + name);
    assertThat(customer.json().at("/meta/totalItems").asLong()).isZero();
  }

  /** Other calls take no more than 64 KiB. */
  @Test
  void preview_ofALongFile_isStreamedAsTheImportIs() {
    Response seen =
        api.post("/imports/preview", "{}\n".repeat(40_000), "Content-Type", "application/x-ndjson");

    assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    assertThat(seen.json().path("refused").asLong()).isEqualTo(40_000);
    assertThat(seen.json().at("/refusedLines").size()).isEqualTo(5);
  }

  @Test
  void import_theSameAgain_isUnchanged() {
    String name = ApiExamples.unique();
    awaitOver(send(line(name)).text("id"));

    Response again = awaitOver(send(line(name)).text("id"));

    assertThat(again.json().path("unchanged").asLong()).isEqualTo(1);
    assertThat(again.json().path("imported").asLong()).isZero();
  }

  @Test
  void keys_fetchedOnce_areGoneAndNotBeforeTheyWereSeen() {
    String name = ApiExamples.unique();
    String id = send(line(name)).text("id");
    awaitOver(id);

    Response looked = api.call("HEAD", "/imports/" + id + "/keys", null);
    assertThat(looked.status()).isEqualTo(405);
    assertThat(api.call("HEAD", "/exports/customers", null).status()).isEqualTo(405);
    Response keys = api.get("/imports/" + id + "/keys");

    assertThat(keys.status()).as(keys.body()).isEqualTo(200);
    assertThat(keys.header("Content-Type")).hasValue("application/x-ndjson");
    assertThat(keys.text("externalId")).isEqualTo(name);
    assertThat(keys.text("key")).startsWith("bpm_prod_");
    Response again = api.get("/imports/" + id + "/keys");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("STATE_FORBIDS");
  }

  @Test
  void import_repeatedWithItsKey_runsOnce() {
    String key = ApiExamples.unique();
    String body = line(key);
    Response first = send(body, "Idempotency-Key", key);

    Response repeated = send(body, "Idempotency-Key", key);
    Response other = send(body + "\n" + line(key + "x"), "Idempotency-Key", key);

    assertThat(repeated.text("id")).isEqualTo(first.text("id"));
    assertThat(repeated.header("Idempotency-Replayed")).hasValue("true");
    assertThat(other.status()).isEqualTo(422);
    awaitOver(first.text("id"));
  }

  @Test
  void import_asJson_isToldWhatIsTaken() {
    Response refused = api.post("/imports", line("x"));

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.text("detail")).contains("application/x-ndjson");
  }

  @Test
  void import_compressed_isRefusedRatherThanReadAsLines() {
    Response refused = send(line("x"), "Content-Encoding", "gzip");

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.text("detail")).contains("uncompressed");
  }

  @Test
  void import_nothing_isRefused() {
    Response refused = send("\r\n\n");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).isEqualTo("body: has no line in it");
  }

  @Test
  void get_refusedLines_areReadByThePage() {
    String bad = String.join("\n", IntStream.range(0, 250).mapToObj(i -> "{}").toList());
    String id = send(bad).text("id");
    awaitOver(id);

    Response page = api.get("/imports/" + id + "?page=3&limit=100");

    assertThat(page.json().at("/refusedLines/meta/totalItems").asLong()).isEqualTo(250);
    assertThat(page.json().at("/refusedLines/data").size()).isEqualTo(50);
    assertThat(page.json().at("/refusedLines/data/0/line").asLong()).isEqualTo(201);
    Response list = api.get("/imports?limit=1");
    assertThat(list.json().at("/data/0/id").asString()).isEqualTo(id);
  }

  private Response send(String lines, String... headers) {
    List<String> all = new java.util.ArrayList<>(List.of("Content-Type", "application/x-ndjson"));
    all.addAll(List.of(headers));
    return api.post("/imports", lines, all.toArray(new String[0]));
  }

  private Response awaitOver(String id) {
    Predicate<Response> over =
        response -> List.of("done", "failed", "broken_off").contains(response.text("state"));
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.get("/imports/" + id), over);
  }

  private String line(String externalId) {
    return """
    {"externalId":"%s","email":"%s@example.com","name":"Олена","country":"UA","locale":"uk",\
    "keys":[{"name":"Main","environment":"prod"}],\
    "subscriptions":[{"connectorId":"%s","interval":"year","makeAccountId":"a-1"}]}\
    """
        .formatted(externalId, externalId, connector);
  }

  /** What the caller did was told as what failed in the console. */
  @Test
  void import_givenUpMeanwhile_isToldSo() throws Exception {
    TestStaff.Member sender = team.newMember(Role.ADMIN);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), team.port())) {
      OutputStream out = socket.getOutputStream();
      byte[] line = (line(ApiExamples.unique()) + "\n").getBytes(UTF_8);
      out.write(
          """
          POST /api/v1/imports HTTP/1.1\r
          Host: 127.0.0.1\r
          Authorization: Bearer %s\r
          Content-Type: application/x-ndjson\r
          Content-Length: %d\r
          \r
          """
              .formatted(sender.token(), 2 * line.length)
              .getBytes(UTF_8));
      out.write(line);
      Awaitility.await().until(() -> giveUp(sender.account().email()) == 1);
      out.write(line);

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .contains("REQUEST_TIMEOUT", "No line came for two minutes")
          .containsIgnoringCase("Connection: close");
    }
  }

  private int giveUp(String sender) {
    return database
        .sql("update customer_import set broken_off_at = now() where created_by = :sender")
        .param("sender", sender)
        .update();
  }
}
