package com.bpmcentr.edge.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Budgets for keys that nobody has, at a running edge. */
class UnknownKeysIT {

  private static final String CHECK = "/v1/subscription/check?connector=rozetka&accountId=1";
  private static final String VERIFY = "/v1/verify?connector=rozetka&account=1";

  private static TestWorld world;
  private final FakeTime time = new FakeTime(Instant.now());

  private TestEdge edge;

  @BeforeAll
  static void publish() {
    world = TestWorld.withOneCustomer("1");
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void stopEdge() {
    edge.close();
  }

  /** One whose budgets are whole. */
  private TestEdge edge(String perAddress, String total, String proxies) {
    edge =
        world
            .startEdge(
                "e1",
                Map.of(
                    "EDGE_UNKNOWN_KEYS_PER_ADDRESS", perAddress,
                    "EDGE_UNKNOWN_KEYS_TOTAL", total,
                    "EDGE_TRUSTED_PROXIES", proxies),
                time,
                time)
            .awaitReady();
    return edge;
  }

  /** It cannot tell whether it is a customer's, and such are never limited. */
  @Test
  void unknownKeys_edgeLacksAPepper_undecidedWithAnAlarmAndOverNoBudget() throws IOException {
    Path peppers = world.folder().resolve("other-peppers.json");
    Files.writeString(
        peppers,
        "{\"active\":\"p2\",\"peppers\":[{\"id\":\"p2\",\"secret\":\"%s\"}]}"
            .formatted("another-pepper-of-32-bytes-or-more-in-base64url"));
    edge =
        world
            .startEdge(
                "e1",
                Map.of("EDGE_UNKNOWN_KEYS_PER_ADDRESS", "1/1", "EDGE_PEPPERS", peppers.toString()),
                time,
                time)
            .awaitReady();

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = edge.verify("bpm_prod_one", "rozetka", "1");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(TestEdge.codeOf(answer)).isEqualTo("UNDECIDED");
    }
    assertThat(edge.alarms("pepper_missing")).isPositive();
    assertThat(edge.code("bpm_prod_one", "text-tools", "1")).isEqualTo("VALID");
  }

  @Test
  void unknownKeys_overTheBudgetOfTheirAddress_429UntilTimeHasPassed() {
    edge("1/3", "off", "192.0.2.1");

    for (int i = 0; i < 3; i++) {
      assertThat(edge.code("bpm_prod_guess" + i, "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    }
    HttpResponse<String> limited = edge.verify("bpm_prod_guess", "rozetka", "1");

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertThat(limited.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(limited.body())
        .isEqualTo(
            "{\"type\":\"urn:bpmcentr:problem:too-many-unknown-keys\","
                + "\"title\":\"Too Many Requests\",\"status\":429,"
                + "\"detail\":\"too many unknown keys were sent\","
                + "\"code\":\"TOO_MANY_UNKNOWN_KEYS\"}");
    time.pass(Duration.ofSeconds(1));
    assertThat(edge.code("bpm_prod_guess", "rozetka", "1")).isEqualTo("KEY_NOT_FOUND");
    assertThat(edge.verify("bpm_prod_guess", "rozetka", "1").statusCode()).isEqualTo(429);
    assertThat(edge.metric("edge_refused_total{reason=\"unknown_keys_of_address\"}")).isEqualTo(2);
    assertThat(edge.metric("edge_refused_total{reason=\"unknown_keys\"}")).isZero();
    assertThat(edge.metric("edge_decisions_total{code=\"KEY_NOT_FOUND\"}"))
        .as("decided all the same")
        .isEqualTo(6);
  }

  @Test
  void unknownKeys_everyWayOfAsking_areOfOneBudget() {
    edge("1/3", "off", "192.0.2.1");

    edge.code("bpm_prod_guess", "rozetka", "1");
    edge.code("no key at all, and malformed", "rozetka", "1");
    edge.post(
        "/v1/verify",
        "{\"connector\":\"rozetka\",\"account\":\"1\",\"key\":\"x\"}",
        "Content-Type",
        "application/json");
    HttpResponse<String> limited = edge.get(CHECK, "Authorization", "Bearer bpm_prod_guess");

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertThat(limited.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(limited.body())
        .isEqualTo(
            "{\"statusCode\":429,\"message\":\"Too many unknown API keys\","
                + "\"error\":\"Too Many Requests\"}");
  }

  @Test
  void validKeysAndOtherDenials_fromAnAddressOverItsBudget_goOn() {
    edge("1/1", "1/1", "192.0.2.1");
    while (edge.verify("bpm_prod_guess", "rozetka", "1").statusCode() == 200) {
      // uses the budget up
    }

    for (int i = 0; i < 50; i++) {
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(edge.get(VERIFY).body()).contains("\"code\":\"KEY_MISSING\"");
    }
    assertThat(edge.get(CHECK, "Authorization", "Bearer bpm_prod_one").statusCode()).isEqualTo(200);
    assertThat(edge.verify("bpm_prod_guess", "rozetka", "1").statusCode()).isEqualTo(429);
  }

  @Test
  void unknownKeys_fromManyAddresses_areHeldByTheBudgetOfAll() {
    edge("1/1", "1/4", "127.0.0.1");

    for (int i = 0; i < 4; i++) {
      assertThat(guessFrom("203.0.113." + i).statusCode()).isEqualTo(200);
    }
    assertThat(guessFrom("203.0.113.1").statusCode()).as("over its own").isEqualTo(429);
    assertThat(guessFrom("203.0.113.9").statusCode()).as("over that of all").isEqualTo(429);
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.metric("edge_refused_total{reason=\"unknown_keys_of_address\"}")).isEqualTo(1);
    assertThat(edge.metric("edge_refused_total{reason=\"unknown_keys\"}")).isEqualTo(1);
  }

  @Test
  void clientsAddress_writtenByNoTrustedProxy_isNotBelieved() {
    edge("1/2", "off", "192.0.2.1");

    assertThat(guessFrom("203.0.113.1").statusCode()).isEqualTo(200);
    assertThat(guessFrom("203.0.113.2").statusCode()).isEqualTo(200);
    assertThat(guessFrom("203.0.113.3").statusCode()).isEqualTo(429);
  }

  @Test
  void clientsAddress_spoofedThroughATrustedProxy_isThatWhichTheProxySaw() {
    edge("1/2", "off", "127.0.0.0/8");

    assertThat(guessFrom("1.1.1.1, 203.0.113.1").statusCode()).isEqualTo(200);
    assertThat(guessFrom("2.2.2.2, 203.0.113.1").statusCode()).isEqualTo(200);
    assertThat(guessFrom("3.3.3.3, 203.0.113.1").statusCode()).isEqualTo(429);
    assertThat(guessFrom("3.3.3.3, 203.0.113.2").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> guessFrom(String forwardedFor) {
    return edge.get(
        VERIFY, "Authorization", "Bearer bpm_prod_guess", "X-Forwarded-For", forwardedFor);
  }
}
