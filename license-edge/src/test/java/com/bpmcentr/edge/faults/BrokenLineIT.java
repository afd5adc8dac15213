package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.OnStale;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An edge as a process, on a line that breaks for a while: it answers all the while, says how old
 * its answers are, and has caught up soon after. One edge for all of it, so that each break is also
 * seen to leave it whole.
 */
class BrokenLineIT {

  /** How long catching up may take, as the long run asserts; a busy machine may take its time. */
  private static final Duration CAUGHT_UP = Duration.ofSeconds(Soak.count(10, 2));

  private static TestWorld world;
  private static TestProxy proxy;
  private static EdgeProcess edge;
  private static int cases;

  private final String one = "one" + ++cases;
  private final String key = "bpm_prod_" + one;
  private final String two = "two" + cases;

  @BeforeAll
  static void startBehindProxy() throws IOException {
    world = new TestWorld();
    world.publisher().publish(Documents.connector("rozetka", Category.STANDARD));
    proxy = new TestProxy(world.databasePort());
    edge = world.startProcess(world.environment("e1", world.databaseUrlAt(proxy.port())));
    edge.awaitReady();
  }

  @AfterAll
  static void stop() throws IOException {
    world.close();
    proxy.close();
  }

  /** A customer of the test's own. */
  @BeforeEach
  void publish() {
    edge.awaitPosition(world.publisher().publish(customer(1, false)));
  }

  @AfterEach
  void mend() {
    proxy.end();
  }

  private License customer(long version, boolean revoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + one, "rozetka").account("1").endsIn(Duration.ofDays(365));
    return Documents.license(
        one,
        version,
        List.of(Documents.key("key-" + one, key)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private License unbound() {
    return Documents.license(
        two,
        1,
        List.of(Documents.key("key-" + two, "bpm_prod_" + two)),
        List.of(Documents.grant(UUID.randomUUID().toString(), "rozetka", null)));
  }

  /** Asks until the time is over; each answer must be right, at once, and tell its true age. */
  private int askWhileBroken(Duration time, Instant checkpointFrom, Instant checkpointTo) {
    long end = System.nanoTime() + time.toNanos();
    int answers = 0;
    while (System.nanoTime() < end) {
      Instant asked = Instant.now();
      HttpResponse<String> answer = edge.verify(key, "rozetka", "1");
      Instant answered = Instant.now();
      assertThat(Duration.between(asked, answered)).isLessThan(Duration.ofSeconds(5));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(TestEdge.codeOf(answer)).isEqualTo("VALID");
      assertThat(answer.headers().firstValueAsLong("License-Age").orElseThrow())
          .isBetween(
              Duration.between(checkpointTo, asked).toSeconds() - 1,
              Duration.between(checkpointFrom, answered).toSeconds() + 1);
      answers++;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return answers;
  }

  /** From now on. */
  private void assertCaughtUp(String after, FeedPosition missed, boolean revoked) {
    long since = System.nanoTime();
    await(after)
        .atMost(CAUGHT_UP)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> edge.code(key, "rozetka", "1").equals(revoked ? "REVOKED" : "VALID"));
    System.out.printf(
        "caught up after %s: %d ms%n",
        after, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
    edge.awaitPosition(missed);
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRICKLE")
  void lineBroken_forAWhile_answersWithTheTrueAgeAndCatchesUp(TestProxy.Fault fault) {
    Instant from = Instant.now();
    edge.awaitPosition(world.publisher().publish(unbound()));
    Instant to = Instant.now();
    proxy.begin(fault);
    FeedPosition missed = world.publisher().publish(customer(2, true));

    int answers = askWhileBroken(Duration.ofSeconds(Soak.count(2, 60)), from, to);

    assertThat(answers).isGreaterThan(10);
    edge.awaitFeed("disconnected");
    assertThat(edge.health().statusCode()).isEqualTo(200);
    HttpResponse<String> firstUse = edge.verify("bpm_prod_" + two, "rozetka", "1");
    assertThat(firstUse.statusCode()).isEqualTo(503);
    assertThat(TestEdge.codeOf(firstUse)).isEqualTo("UNDECIDED");
    proxy.end();
    assertCaughtUp(fault.toString(), missed, true);
  }

  @Test
  void lineBroken_longerThanMaxStaleness_nobodyIsLetInUntilItReturns() {
    world.publisher().publish(policy(2, Duration.ofSeconds(2)));
    edge.awaitPosition(world.publisher().publish(customer(2, false)));
    proxy.begin(TestProxy.Fault.REFUSED);

    await("stale").atMost(Duration.ofSeconds(20)).until(() -> isStale(edge));
    long end = System.nanoTime() + Duration.ofSeconds(Soak.count(1, 30)).toNanos();
    while (System.nanoTime() < end) {
      assertThat(isStale(edge)).as("for as long as nothing newer comes").isTrue();
    }
    assertThat(edge.code(key, "rozetka", "2")).as("a denial").isEqualTo("ACCOUNT_MISMATCH");
    assertThat(edge.health().statusCode()).as("staleness alone").isEqualTo(200);
    proxy.end();
    edge.awaitPosition(world.publisher().publish(policy(3, Duration.ofDays(3))));
    assertThat(edge.code(key, "rozetka", "1")).isEqualTo("VALID");
  }

  /** What is let in is no older than two seconds. */
  private boolean isStale(TestEdge asked) {
    HttpResponse<String> answer = asked.verify(key, "rozetka", "1");
    boolean stale = TestEdge.codeOf(answer).equals("STALE");
    assertThat(answer.statusCode()).isEqualTo(stale ? 503 : 200);
    assertThat(answer.headers().firstValueAsLong("License-Age").orElseThrow())
        .satisfies(
            age -> assertThat(stale ? age >= 2 : age <= 2).as("at an age of %d s", age).isTrue());
    return stale;
  }

  private static ConnectorPolicy policy(long version, Duration maxStaleness) {
    return new ConnectorPolicy(
        "rozetka",
        version,
        Instant.now(),
        false,
        ConnectorState.PUBLISHED,
        Category.STANDARD,
        maxStaleness,
        OnStale.REFUSE,
        List.of());
  }

  @Test
  void lineReturns_oldConnectionsStaySilent_catchesUpOnNewOnes() {
    int times = Soak.count(1, 10);
    for (int version = 2; version < 2 + times; version++) {
      proxy.begin(TestProxy.Fault.BLACK_HOLE);
      FeedPosition missed = world.publisher().publish(customer(version, version % 2 == 0));
      edge.awaitFeed("disconnected");

      proxy.endSilently();

      assertCaughtUp("a silent return", missed, version % 2 == 0);
    }
  }

  @Test
  void bytesArriveOneByOne_answersWithTheTrueAgeAndFollowsAllTheSame() {
    Instant from = Instant.now();
    edge.awaitPosition(world.publisher().publish(unbound()));
    Instant to = Instant.now();
    proxy.begin(TestProxy.Fault.TRICKLE);

    int answers = askWhileBroken(Duration.ofSeconds(Soak.count(1, 60)), from, to);

    assertThat(answers).isGreaterThan(10);
    assertCaughtUp("a byte at a time", world.publisher().publish(customer(2, true)), true);
    proxy.end();
    assertCaughtUp("a trickle's end", world.publisher().publish(customer(3, false)), false);
  }

  @Test
  void backendKilled_manyTimes_catchesUpEachTime() {
    int times = Soak.count(5, 50);
    for (int version = 2; version < 2 + times; version++) {
      world.cutOff("e1 feed");
      long published = System.nanoTime();
      boolean revoked = version % 2 == 0;
      FeedPosition position = world.publisher().publish(customer(version, revoked));
      await()
          .atMost(CAUGHT_UP)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> edge.position().compareTo(position) >= 0);
      assertThat(edge.code(key, "rozetka", "1")).isEqualTo(revoked ? "REVOKED" : "VALID");
      System.out.printf(
          "caught up after a killed backend: %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published));
    }
  }
}
