package com.bpmcentr.console.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class JobsApiIT {

  private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

  @Autowired private TestStaff team;
  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void bulk_revocation_is202AndDoneSoonWithAResultForEach() {
    List<String> ids = List.of(examples.subscriptionId(), NOBODY, examples.subscriptionId());

    Response accepted = api.post("/subscriptions/bulk", body("revoke", ids, "fraud"));

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    String id = accepted.text("id");
    assertThat(accepted.header("Location")).contains("/api/v1/jobs/" + id);
    JsonNode job = awaitState(id, "done");
    assertThat(job.get("total").asInt()).isEqualTo(3);
    assertThat(job.get("done").asInt()).isEqualTo(2);
    assertThat(job.get("refused").asInt()).isEqualTo(1);
    assertThat(job.get("reason").asString()).isEqualTo("fraud");
    assertThat(job.at("/parameters/action").asString()).isEqualTo("revoke");
    assertThat(job.get("requestedBy").asString())
        .isEqualTo(team.member(Role.OWNER).account().email());
    assertThat(job.at("/results/data").values().stream().map(row -> row.get("id").asString()))
        .containsExactlyElementsOf(ids);
    assertThat(job.at("/results/data/0/outcome").asString()).isEqualTo("done");
    assertThat(job.at("/results/data/0/name").asString()).isEqualTo("Олена Ткач");
    assertThat(job.at("/results/data/0/nameDetail").asString()).startsWith("c-");
    assertThat(job.at("/results/data/1/name").isNull()).isTrue();
    assertThat(job.at("/results/data/1/code").asString()).isEqualTo("NOT_FOUND");
    assertThat(job.at("/results/data/1/detail").asString()).contains(NOBODY);
    assertThat(api.get("/subscriptions/" + ids.getFirst()).text("status")).isEqualTo("revoked");
    assertThat(api.get("/receipts/" + job.get("position").asString()).status()).isEqualTo(200);
  }

  /** A slip of many is taken back as many, and nothing else is touched. */
  @Test
  void bulk_onWhatAJobHasChanged_takesThatBack() {
    List<String> ids = List.of(examples.subscriptionId(), NOBODY);
    String slip = api.post("/subscriptions/bulk", body("suspend", ids, "a slip")).text("id");
    awaitState(slip, "done");
    String undo = "{\"action\":\"resume\",\"reason\":\"undone\",\"job\":\"%s\"}".formatted(slip);

    assertThat(api.post("/subscriptions/bulk/preview", undo).json().get("possible").asInt())
        .isEqualTo(1);
    String undone = api.post("/subscriptions/bulk", undo).text("id");
    JsonNode job = awaitState(undone, "done");

    assertThat(ids(job.get("results"))).containsExactly(ids.getFirst());
    assertThat(job.at("/parameters/job").asString()).isEqualTo(slip);
    assertThat(api.get("/subscriptions/" + ids.getFirst()).text("status")).isEqualTo("active");
    assertThat(api.post("/customers/bulk", undo.replace("resume", "unblock")).status())
        .isEqualTo(400);
    JsonNode waiting = api.get("/jobs/" + undone + "?filter%5Boutcome%5D=waiting").json();
    assertThat(ids(waiting.get("results"))).isEmpty();
  }

  @Test
  void job_resultsInPages_canBeFiltered() {
    List<String> ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(120).toList();
    String id = api.post("/api-keys/bulk", body("revoke", ids, "leaked")).text("id");
    awaitState(id, "done");

    JsonNode second = api.get("/jobs/" + id + "?page=2&limit=50").json().get("results");
    JsonNode done = api.get("/jobs/" + id + "?filter%5Boutcome%5D=done").json().get("results");
    Response unknown = api.get("/jobs/" + id + "?filter%5Bnumber%5D=1");

    assertThat(second.at("/meta/totalItems").asInt()).isEqualTo(120);
    assertThat(second.at("/data/0/number").asInt()).isEqualTo(51);
    assertThat(second.at("/data/0/id").asString()).isEqualTo(ids.get(50));
    assertThat(done.get("data").size()).isZero();
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().at("/errors/0/field").asString()).isEqualTo("filter[number]");
  }

  @Test
  void bulk_byFilterWithAFlag_isTheListsOwn() {
    String customer = examples.customerId();
    Response accepted =
        api.post(
            "/customers/bulk",
            "{\"action\":\"block\",\"reason\":\"r\",\"filter\":{\"email\":\"%s\",\"blocked\":false}}"
                .formatted(api.get("/customers/" + customer).text("email")));

    assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
    assertThat(accepted.json().get("total").asInt()).isEqualTo(1);
    awaitState(accepted.text("id"), "done");
    assertThat(api.get("/customers/" + customer).text("blockedReason")).isEqualTo("r");
  }

  @Test
  void bulk_repeatedUnderItsKey_isOneJob() {
    String body = body("revoke", List.of(NOBODY), "why");
    String key = UUID.randomUUID().toString();

    Response first = api.post("/subscriptions/bulk", body, "Idempotency-Key", key);
    Response again = api.post("/subscriptions/bulk", body, "Idempotency-Key", key);

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  void bulk_bodyLargerThanOtherCallsMayHave_isTaken() {
    List<String> ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(2_000).toList();
    String body = body("revoke", ids, "why");
    assertThat(body.length()).isGreaterThan(BodyLimitFilter.MOST_BYTES);

    Response accepted = api.post("/api-keys/bulk", body);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json().get("total").asInt()).isEqualTo(2_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"ids\":[\"00000000-0000-0000-0000-000000000001\"]} | action",
        "{\"action\":\"revoke\",\"reason\":\"r\"} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[],\"filter\":{}} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[]} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[],\"job\":\"00000000-0000-0000-0000-000000000001\"} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"job\":\"00000000-0000-0000-0000-000000000001\"} | job",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[null]} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[\"x\"]} | ids.0",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":\"x\"} | ids",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"ids\":[7]} | ids.0",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"filter\":{}} | filter",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"filter\":{\"status\":[]}} | filter.status",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"filter\":{\"status\":null}} | filter.status",
        "{\"action\":\"revoke\",\"reason\":\"r\",\"filter\":{\"nonsense\":\"1\"}} | filter.nonsense",
        "{\"action\":\"explode\",\"reason\":\"r\",\"ids\":[\"00000000-0000-0000-0000-000000000001\"]} | action",
        "{\"action\":5,\"reason\":\"r\",\"ids\":[]} | action",
        "{\"action\":\"revoke\",\"ids\":[\"00000000-0000-0000-0000-000000000001\"]} | reason",
        "{\"action\":\"revoke\",\"reasons\":\"r\",\"ids\":[]} | reasons",
      })
  void bulk_bodyThatIsNotAsItMustBe_is400NamingTheField(String body, String field) {
    Response refused = api.post("/subscriptions/bulk", body);

    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void bulk_bodyFarTooLarge_is413() {
    String spaces = " ".repeat(BodyLimitFilter.MOST_BYTES_OF_BULK);

    assertThat(api.post("/subscriptions/bulk", "{" + spaces + "}").status()).isEqualTo(413);
  }

  @Test
  void list_jobs_showsTheNewestFirstAndFiltersByState() {
    String id = api.post("/customers/bulk", body("unblock", List.of(NOBODY), "x")).text("id");
    awaitState(id, "done");

    JsonNode done = api.get("/jobs?filter%5Bstate%5D=done&sort=-createdAt&limit=100").json();
    JsonNode failed = api.get("/jobs?filter%5Bstate%5D=failed").json();

    assertThat(ids(done)).contains(id);
    assertThat(ids(failed)).doesNotContain(id);
  }

  private static List<String> ids(JsonNode list) {
    return list.get("data").values().stream().map(job -> job.get("id").asString()).toList();
  }

  private static String body(String action, List<String> ids, String reason) {
    return ids.stream()
        .collect(
            Collectors.joining(
                "\",\"",
                "{\"action\":\"%s\",\"reason\":\"%s\",\"ids\":[\"".formatted(action, reason),
                "\"]}"));
  }

  private JsonNode awaitState(String id, String state) {
    await().atMost(30, SECONDS).until(() -> api.get("/jobs/" + id).text("state").equals(state));
    return api.get("/jobs/" + id).json();
  }
}
