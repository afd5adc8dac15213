package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ApiClient.Response;
import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.MovableClock;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.staff.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ConsoleTest
class IdempotencyIT {

  private static final String HEADER = "Idempotency-Key";
  private static final String KEY_BODY = "{\"name\":\"Main\",\"environment\":\"prod\"}";

  @Autowired private TestStaff team;
  @Autowired private AccessTokens tokens;
  @Autowired private JdbcClient database;
  @Autowired private JsonMapper json;
  @Autowired private RunningCalls running;
  @Autowired private PlatformTransactionManager transactions;

  private ApiClient api;
  private ApiExamples examples;

  @BeforeEach
  void logIn() {
    api = team.api(Role.OWNER);
    examples = new ApiExamples(api);
  }

  @Test
  void post_sameKeyAgain_givesTheFirstAnswerAndDoesNothing() {
    String body = ApiExamples.customerBody();
    String key = ApiExamples.unique();

    Response first = api.post("/customers", body, HEADER, key);
    Response second = api.post("/customers", body, HEADER, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).contains("true");
    assertThat(
            api.get("/customers?filter%5Bemail%5D=" + first.text("email"))
                .json()
                .at("/meta/totalItems")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void post_publishingCallAgain_hasTheSamePosition() {
    String path = "/subscriptions/" + examples.subscriptionId() + "/cancel";
    String key = ApiExamples.unique();

    Response first = api.post(path, "{}", HEADER, key);
    Response second = api.post(path, "{}", HEADER, key);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("License-Position"))
        .isPresent()
        .isEqualTo(first.header("License-Position"));
  }

  @Test
  void post_callThatRevealedAKey_isReplayedWithoutIt() {
    String path = "/customers/" + examples.customerId() + "/api-keys";
    String key = ApiExamples.unique();

    Response first = api.post(path, KEY_BODY, HEADER, key);
    Response second = api.post(path, KEY_BODY, HEADER, key);

    assertThat(first.json().has("alreadyShown")).isFalse();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().get("key").isNull()).isTrue();
    assertThat(second.json().get("alreadyShown").booleanValue()).isTrue();
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(second.text("prefix")).isEqualTo(first.text("prefix"));
    assertThat(everythingKept()).doesNotContain(first.text("key"));
  }

  @Test
  void post_rotationThatRevealedAKey_isReplayedWithoutIt() {
    String path = "/api-keys/" + examples.keyId() + "/rotate";
    String key = ApiExamples.unique();

    Response first = api.post(path, "{\"overlapSeconds\":60}", HEADER, key);
    Response second = api.post(path, "{\"overlapSeconds\":60}", HEADER, key);

    assertThat(second.json().get("key").isNull()).isTrue();
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(everythingKept()).doesNotContain(first.text("key"));
  }

  @Test
  void post_connectorSecret_isReplayedWithoutIt() {
    String path = "/connectors/" + examples.connectorId() + "/secrets";
    String key = ApiExamples.unique();

    Response first = api.post(path, "{\"overlapSeconds\":0}", HEADER, key);
    Response second = api.post(path, "{\"overlapSeconds\":0}", HEADER, key);

    assertThat(second.json().get("secret").isNull()).isTrue();
    assertThat(second.json().get("alreadyShown").booleanValue()).isTrue();
    assertThat(everythingKept()).doesNotContain(first.text("secret"));
  }

  @Test
  void post_sameKeyOtherBody_answers422() {
    String key = ApiExamples.unique();
    api.post("/customers", ApiExamples.customerBody(), HEADER, key);

    Response refused = api.post("/customers", ApiExamples.customerBody(), HEADER, key);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
    assertThat(refused.header("Content-Type")).contains("application/problem+json");
  }

  @Test
  void post_sameKeyOtherPathOrOtherToken_isAnotherCall() {
    String key = ApiExamples.unique();
    String body = ApiExamples.customerBody();
    api.post("/customers", body, HEADER, key);

    Response otherPath =
        api.post("/customers/" + examples.customerId() + "/api-keys", KEY_BODY, HEADER, key);
    Response otherToken = team.api(Role.SUPPORT).post("/customers", body, HEADER, key);

    assertThat(otherPath.status()).isEqualTo(201);
    assertThat(otherPath.header("Idempotency-Replayed")).isEmpty();
    assertThat(otherToken.status()).isEqualTo(409);
    assertThat(otherToken.text("code")).isEqualTo("ALREADY_EXISTS");
  }

  @Test
  void post_refusedCall_canBePutRightUnderTheSameKey() {
    String key = ApiExamples.unique();

    assertThat(api.post("/customers", "{}", HEADER, key).status()).isEqualTo(400);
    assertThat(api.post("/customers", ApiExamples.customerBody(), HEADER, key).status())
        .isEqualTo(201);
  }

  @Test
  void post_manyAtOnce_runsOnce() throws Exception {
    String body = ApiExamples.customerBody();
    String key = ApiExamples.unique();
    CountDownLatch together = new CountDownLatch(1);
    List<Future<Response>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        calls.add(
            threads.submit(
                () -> {
                  together.await();
                  return api.post("/customers", body, HEADER, key);
                }));
      }
      together.countDown();
    }

    int first = 0;
    for (Future<Response> call : calls) {
      Response response = call.get();
      if (response.status() == 201) {
        first += response.header("Idempotency-Replayed").isEmpty() ? 1 : 0;
      } else {
        assertThat(response.status()).as(response.body()).isEqualTo(409);
        assertThat(response.text("code")).isEqualTo("IDEMPOTENCY_RUNNING");
        assertThat(response.header("Retry-After")).contains("1");
      }
    }
    assertThat(first).isEqualTo(1);
  }

  @Test
  void post_keyThatIsNoKey_isNamed() {
    for (String key : List.of("", "with blank", "a".repeat(256))) {
      Response refused = api.post("/customers", ApiExamples.customerBody(), HEADER, key);

      assertThat(refused.status()).as(refused.body()).isEqualTo(400);
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo(HEADER);
    }
  }

  @Test
  void begin_callCutOff_runsForAMinuteAndIsThenInterrupted() {
    MovableClock clock = new MovableClock(Instant.now());
    IdempotencyRepository repository = new IdempotencyRepository(database, json, clock);
    IdempotentCall call = newCall();
    byte[] hash = new byte[32];

    assertThat(repository.begin(call, hash)).isInstanceOf(CallStart.First.class);
    clock.advance(IdempotencyRepository.LONGEST_SILENCE.minusMillis(1));
    assertThat(repository.begin(call, hash)).isInstanceOf(CallStart.StillRunning.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(repository.begin(call, hash)).isInstanceOf(CallStart.Interrupted.class);
  }

  @Test
  void begin_callThatFailed_isInterruptedAtOnce() {
    IdempotencyRepository repository =
        new IdempotencyRepository(database, json, new MovableClock(Instant.now()));
    IdempotentCall call = newCall();
    repository.begin(call, new byte[32]);

    repository.giveUp(call);

    assertThat(repository.begin(call, new byte[32])).isInstanceOf(CallStart.Interrupted.class);
  }

  /** Was called broken off after a minute; sent again with a new key, the order was there twice. */
  @Test
  void post_callThatWaitsForMinutes_isStillRunning() throws Exception {
    String customer = examples.customerId();
    String path = "/customers/" + customer + "/block";
    String key = ApiExamples.unique();
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> hold(customer, locked, enough));
      locked.await();
      Future<Response> first =
          threads.submit(() -> api.post(path, "{\"reason\":\"x\"}", HEADER, key));
      try {
        Awaitility.await().until(() -> age(key) == 1);
        running.keepAlive();

        Response repeated = api.post(path, "{\"reason\":\"x\"}", HEADER, key);

        assertThat(repeated.text("code")).isEqualTo("IDEMPOTENCY_RUNNING");
      } finally {
        enough.countDown();
      }
      assertThat(first.get().status()).isEqualTo(200);
    }
    assertThat(api.post(path, "{\"reason\":\"x\"}", HEADER, key).header("Idempotency-Replayed"))
        .contains("true");
  }

  private void hold(String customer, CountDownLatch locked, CountDownLatch enough) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              database
                  .sql("select id from customer where id = :id for update")
                  .param("id", UUID.fromString(customer))
                  .query(UUID.class)
                  .single();
              locked.countDown();
              try {
                enough.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** As if the call had been running for five minutes; how many there are of it. */
  private int age(String key) {
    return database
        .sql(
            "update idempotency_key set started_at = started_at - interval '5 minutes'"
                + " where key = :key")
        .param("key", key)
        .update();
  }

  @Test
  void begin_after24Hours_isTheFirstAgain() {
    MovableClock clock = new MovableClock(Instant.now());
    IdempotencyRepository repository = new IdempotencyRepository(database, json, clock);
    IdempotentCall call = newCall();
    byte[] hash = new byte[32];
    repository.begin(call, hash);
    repository.keep(call, new KeptAnswer(200, Map.of(), "{}"));

    clock.advance(IdempotencyRepository.KEPT_FOR.minusMillis(1));
    assertThat(repository.begin(call, hash)).isInstanceOf(CallStart.Replay.class);
    clock.advance(Duration.ofMillis(1));
    assertThat(
            repository.begin(
                call, "another hash of thirty-two bytes".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(CallStart.First.class);
  }

  @Test
  void deleteExpired_keptAnswers_goAfter24Hours() {
    MovableClock clock = new MovableClock(Instant.now().minus(IdempotencyRepository.KEPT_FOR));
    IdempotencyRepository old = new IdempotencyRepository(database, json, clock);
    old.begin(newCall(), new byte[32]);
    IdempotentCall fresh = newCall();
    IdempotencyRepository repository =
        new IdempotencyRepository(database, json, new MovableClock(Instant.now()));
    repository.begin(fresh, new byte[32]);

    assertThat(repository.deleteExpired()).isPositive();
    assertThat(repository.begin(fresh, new byte[32])).isInstanceOf(CallStart.StillRunning.class);
  }

  private IdempotentCall newCall() {
    UUID tokenId = tokens.recognise(team.member(Role.OWNER).token()).orElseThrow().token().id();
    return new IdempotentCall(tokenId, "/api/v1/customers", ApiExamples.unique());
  }

  private String everythingKept() {
    return String.join(
        "\n", database.sql("select k::text from idempotency_key k").query(String.class).list());
  }
}
