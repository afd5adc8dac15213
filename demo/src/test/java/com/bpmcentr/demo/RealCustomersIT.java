package com.bpmcentr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.demo.EdgeClient.Answer;
import com.bpmcentr.demo.EdgeClient.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision that the rules let a customer reach without waiting for days. */
@ExtendWith(SharedDemo.class)
class RealCustomersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RunningDemo demo;
  private final EdgeClient edge = new EdgeClient();
  private Staff staff;
  private String customer;
  private Staff.Key key;

  RealCustomersIT(RunningDemo demo) {
    this.demo = demo;
  }

  @BeforeEach
  void makeCustomer() throws Exception {
    staff = new Staff(demo.adminApi());
    customer = staff.newCustomer();
    key = staff.newKey(customer);
  }

  @Test
  void demoKey_ofTheCredentialsFile_isValidWithAllFields() throws Exception {
    Map<String, String> credentials = demo.credentials();
    Question question =
        new Question(
            credentials.get("DEMO_KEY"),
            credentials.get("DEMO_CONNECTOR"),
            credentials.get("DEMO_ACCOUNT"));

    for (CheckForm form : new CheckForm[] {CheckForm.GET_VERIFY, CheckForm.POST_VERIFY}) {
      Answer answer = edge.ask(form, credentials.get("EDGE_URL"), question);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.contentType()).startsWith("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(answer.headers().firstValue("License-Position").orElse("")).matches("\\d+-\\d+");
      assertThat(answer.headers().firstValue("License-Age").orElse("")).matches("\\d+");
      assertThat(answer.body().propertyNames())
          .containsExactly(
              "valid",
              "code",
              "status",
              "message",
              "connector",
              "account",
              "subscriptionId",
              "category",
              "interval",
              "expiresAt",
              "graceUntil",
              "newBinding",
              "warnings");
      assertThat(answer.body().path("valid").asBoolean()).isTrue();
      assertThat(answer.body().path("account").asString()).isEqualTo(question.account());
      assertThat(answer.body().path("newBinding").asBoolean(true)).isFalse();
    }
    Answer published =
        edge.ask(CheckForm.SUBSCRIPTION_CHECK, credentials.get("EDGE_URL"), question);
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.body().propertyNames())
        .containsExactly(
            "active", "hasAccess", "accountId", "category", "expiresAt", "isNewBinding");
    assertThat(published.body().path("category").asString()).isEqualTo("Стандартный");
  }

  @Test
  void freeConnector_withoutAKey_isValid() throws Exception {
    Answer answer = awaitCode("VALID", new Question(null, "text-tools", "1"));
    assertThat(answer.body().path("status").asString()).isEqualTo("free");

    Answer published =
        edge.ask(
            CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), new Question(null, "text-tools", "1"));
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.body().path("category").asString()).isEqualTo("Бесплатный");
    assertThat(published.body().path("expiresAt").isNull()).isTrue();
  }

  @Test
  void unknownConnector_anyKey_isNotFound() throws Exception {
    awaitCode("CONNECTOR_NOT_FOUND", new Question(key.text(), "no-such-connector", "1"));
  }

  @Test
  void noKey_soldConnector_isMissing() throws Exception {
    awaitCode("KEY_MISSING", new Question(null, "rozetka", "1"));
  }

  @Test
  void strangeKey_soldConnector_isNotFound() throws Exception {
    awaitCode("KEY_NOT_FOUND", new Question("bpm_prod_" + "x".repeat(38), "rozetka", "1"));
  }

  @Test
  void key_ofSomeoneWithoutSubscription_hasNone() throws Exception {
    awaitCode("NO_SUBSCRIPTION", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void revokedKey_anyConnector_isRevoked() throws Exception {
    staff.subscribe(customer, "rozetka", Map.of("makeAccountId", "1"));
    awaitCode("VALID", new Question(key.text(), "rozetka", "1"));

    staff.revokeKey(key.id());

    awaitCode("KEY_REVOKED", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void blockedCustomer_anyConnector_isBlocked() throws Exception {
    staff.post("/customers/" + customer + "/block", Map.of("reason", "test"));

    awaitCode("CUSTOMER_BLOCKED", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void otherAccount_boundSubscription_isAMismatchThatNamesTheBoundOne() throws Exception {
    staff.subscribe(customer, "rozetka", Map.of("makeAccountId", "4711"));
    Question question = new Question(key.text(), "rozetka", "4712");

    awaitCode("ACCOUNT_MISMATCH", question);

    Answer published = edge.ask(CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), question);
    assertThat(published.status()).isEqualTo(403);
    assertThat(published.body().path("message").asString())
        .isEqualTo("Connector is linked to a different Make account: 4711");
  }

  @ParameterizedTest
  @CsvSource({"suspend, SUSPENDED", "revoke, REVOKED"})
  void subscription_stoppedByStaff_isDenied(String action, String code) throws Exception {
    String subscription = staff.subscribe(customer, "rozetka", Map.of("makeAccountId", "1"));

    staff.post("/subscriptions/" + subscription + "/" + action, Map.of("reason", "test"));

    awaitCode(code, new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void subscription_startingLater_isNotStarted() throws Exception {
    subscribeFrom("rozetka", Duration.ofDays(3), false);

    awaitCode("NOT_STARTED", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void subscription_canceledAndOver_isExpired() throws Exception {
    String subscription = subscribeFrom("rozetka", Duration.ofDays(-40), false);
    staff.post("/subscriptions/" + subscription + "/cancel", Map.of("reason", "test"));

    awaitCode("EXPIRED", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void trial_overSinceYesterday_isExpired() throws Exception {
    subscribeFrom("rozetka", Duration.ofDays(-8), true);

    awaitCode("TRIAL_EXPIRED", new Question(key.text(), "rozetka", "1"));
  }

  @Test
  void unboundTrial_onAnAccountThatHadOne_isRefused() throws Exception {
    String account = "shared-" + UUID.randomUUID();
    staff.subscribe(customer, "meest", Map.of("trial", true, "makeAccountId", account));
    String other = staff.newCustomer();
    Staff.Key othersKey = staff.newKey(other);
    staff.subscribe(other, "meest", Map.of("trial", true));

    awaitCode("TRIAL_ALREADY_USED", new Question(othersKey.text(), "meest", account));
  }

  @Test
  void unboundSubscription_firstUse_bindsOnceAndSaysSo() throws Exception {
    staff.subscribe(customer, "rozetka", Map.of());
    Question question = new Question(key.text(), "rozetka", "first");

    Answer first = awaitCode("VALID", question);
    assertThat(first.body().path("newBinding").asBoolean()).isTrue();

    for (String edgeUrl : demo.edgeUrls()) {
      Answer again = edge.ask(CheckForm.POST_VERIFY, edgeUrl, question);
      assertThat(again.code()).isEqualTo("VALID");
      assertThat(again.body().path("newBinding").asBoolean(true)).isFalse();
      Answer other =
          edge.ask(CheckForm.GET_VERIFY, edgeUrl, new Question(key.text(), "rozetka", "second"));
      assertThat(other.code()).isEqualTo("ACCOUNT_MISMATCH");
    }
  }

  @Test
  void connectorWithSecret_asksForIt() throws Exception {
    String connector = "secret-" + UUID.randomUUID();
    staff.post(
        "/connectors",
        Map.of(
            "id", connector,
            "name", "With a secret",
            "group", "test",
            "category", "standard",
            "state", "published"));
    staff.subscribe(customer, connector, Map.of("makeAccountId", "1"));
    String secret =
        staff
            .post("/connectors/" + connector + "/secrets", Map.of("overlapSeconds", 0))
            .path("secret")
            .asString();

    awaitCode("CONNECTOR_SECRET_REQUIRED", new Question(key.text(), connector, "1"));
    awaitCode(
        "CONNECTOR_SECRET_REQUIRED", new Question(key.text(), connector, "1", "wrong" + secret));
    awaitCode("VALID", new Question(key.text(), connector, "1", secret));
  }

  private String subscribeFrom(String connector, Duration fromNow, boolean trial) throws Exception {
    return staff.subscribe(
        customer,
        connector,
        Map.of(
            "trial",
            trial,
            "makeAccountId",
            "1",
            "startsAt",
            Instant.now().plus(fromNow).toString()));
  }

  /** Both forms of verify say it at the first edge, as soon as the edge has heard. */
  private Answer awaitCode(String code, Question question) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(1), question);
    while (!answer.code().equals(code) && System.nanoTime() < deadline) {
      answer = edge.ask(CheckForm.GET_VERIFY, demo.edgeUrl(1), question);
    }
    assertThat(answer.code()).as("%s", answer).isEqualTo(code);
    assertThat(answer.body().path("valid").asBoolean()).isEqualTo(code.equals("VALID"));
    assertThat(edge.ask(CheckForm.POST_VERIFY, demo.edgeUrl(1), question).code()).isEqualTo(code);
    Answer published = edge.ask(CheckForm.SUBSCRIPTION_CHECK, demo.edgeUrl(1), question);
    assertThat(published.status() == 200).isEqualTo(code.equals("VALID"));
    return answer;
  }
}
