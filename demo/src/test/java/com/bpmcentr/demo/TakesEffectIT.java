package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What staff do, seen at both edges. How long it took from the admin API's answer is printed; on a
 * busy machine only a generous bound is asserted.
 */
@ExtendWith(SharedDemo.class)
class TakesEffectIT {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();
  private Staff staff;
  private String customer;
  private Staff.Key key;
  private String subscription;

  TakesEffectIT(RunningDemo demo) {
    this.demo = demo;
  }

  @BeforeEach
  void makeValidSubscription() throws Exception {
    staff = new Staff(demo.adminApi());
    customer = staff.newCustomer();
    key = staff.newKey(customer);
    subscription = staff.subscribe(customer, "rozetka", Map.of("makeAccountId", "old"));
    awaitEverywhere("VALID", question("old"), System.nanoTime());
  }

  @Test
  void revocation_answered_isAppliedByBothEdgesAndReceipted() throws Exception {
    AdminApi.Answer answer =
        staff
            .api()
            .post(
                "/subscriptions/" + subscription + "/revoke",
                Map.of("reason", "test"),
                "revoke-" + subscription);
    long answered = System.nanoTime();
    assertThat(answer.status()).isEqualTo(200);

    report("revocation", awaitEverywhere("REVOKED", question("old"), answered));

    JsonNode receipts = awaitReceipts(answer.position(), answered);
    assertThat(receipts.path("position").asString()).isEqualTo(answer.position());
    assertThat(receipts.path("publishedAt").asString()).isNotBlank();
    List<String> edges = new ArrayList<>();
    for (JsonNode receipt : receipts.path("edges")) {
      edges.add(receipt.path("edgeId").asString());
      assertThat(receipt.path("region").asString()).isEqualTo("demo");
      assertThat(receipt.path("appliedAt").asString()).isNotBlank();
      assertThat(receipt.path("lagMillis").asDouble(-1)).isNotNegative();
      report("receipt of " + receipt.path("edgeId").asString(), receipt.path("lagMillis"));
    }
    assertThat(edges).containsExactlyInAnyOrder("edge-1", "edge-2");
  }

  @Test
  void suspensionAndResume_answered_areAppliedByBothEdges() throws Exception {
    staff.post("/subscriptions/" + subscription + "/suspend", Map.of("reason", "test"));
    report("suspension", awaitEverywhere("SUSPENDED", question("old"), System.nanoTime()));

    staff.post("/subscriptions/" + subscription + "/resume", Map.of("reason", "test"));
    report("resume", awaitEverywhere("VALID", question("old"), System.nanoTime()));
  }

  @Test
  void changeOfAccount_answered_refusesTheOldAtOnce() throws Exception {
    JsonNode moved =
        staff.post(
            "/subscriptions/" + subscription + "/change-account", Map.of("makeAccountId", "new"));
    long answered = System.nanoTime();
    assertThat(moved.path("previousAccountId").asString()).isEqualTo("old");
    assertThat(moved.path("accountChangedAt").asString()).isNotBlank();

    report("change of account", awaitEverywhere("ACCOUNT_MISMATCH", question("old"), answered));
    awaitEverywhere("VALID", question("new"), answered);
  }

  @Test
  void keyRevocation_answered_isAppliedByBothEdges() throws Exception {
    staff.revokeKey(key.id());

    report("key revocation", awaitEverywhere("KEY_REVOKED", question("old"), System.nanoTime()));
  }

  @Test
  void keyRotationWithoutOverlap_answered_stopsTheOldKeyAndStartsTheNew() throws Exception {
    JsonNode rotated = staff.post("/api-keys/" + key.id() + "/rotate", Map.of("overlapSeconds", 0));
    long answered = System.nanoTime();

    report("key rotation", awaitEverywhere("KEY_EXPIRED", question("old"), answered));
    awaitEverywhere(
        "VALID", new Question(rotated.path("key").asString(), "rozetka", "old"), answered);
  }

  @Test
  void blockOfCustomer_answered_isAppliedByBothEdges() throws Exception {
    staff.post("/customers/" + customer + "/block", Map.of("reason", "test"));

    report("block", awaitEverywhere("CUSTOMER_BLOCKED", question("old"), System.nanoTime()));
  }

  private Question question(String account) {
    return new Question(key.text(), "rozetka", account);
  }

  /** Milliseconds from {@code since} until each edge, in turn, first said so. */
  private List<Long> awaitEverywhere(String code, Question question, long since) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (String edgeUrl : demo.edgeUrls()) {
      String last;
      do {
        last = edge.ask(CheckForm.GET_VERIFY, edgeUrl, question).code();
      } while (!last.equals(code) && System.nanoTime() - since < BOUND.toNanos());
      assertThat(last).as("at %s within %s", edgeUrl, BOUND).isEqualTo(code);
      millis.add((System.nanoTime() - since) / 1_000_000);
    }
    return millis;
  }

  private JsonNode awaitReceipts(String position, long since) throws Exception {
    JsonNode receipts;
    do {
      receipts = staff.get("/receipts/" + position);
    } while (receipts.path("edges").size() < RunningDemo.EDGES
        && System.nanoTime() - since < BOUND.toNanos());
    assertThat(receipts.path("edges").size()).as("%s", receipts).isEqualTo(RunningDemo.EDGES);
    return receipts;
  }

  private static void report(String what, Object millis) {
    System.out.println("takes effect: " + what + " " + millis + " ms after the answer");
  }
}
