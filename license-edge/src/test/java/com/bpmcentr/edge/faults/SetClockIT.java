package com.bpmcentr.edge.faults;

import static com.bpmcentr.edge.DiskWorld.NO_DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import com.bpmcentr.license.OnStale;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge whose machine has another time than the rest of the world: a process with a disk. */
class SetClockIT {

  @TempDir private static Path folder;

  private static TestWorld world;

  @BeforeAll
  static void keep() {
    world = new TestWorld();
    FeedPosition position =
        world
            .publisher()
            .publish(
                Documents.connector("rozetka", Category.STANDARD),
                Documents.license(
                    "one",
                    1,
                    List.of(Documents.key("key-one", "bpm_prod_one")),
                    List.of(Documents.grant("s-one", "rozetka", "1"))),
                connectorThatAllowsStale("lenient"),
                endedYesterday("two"));
    Map<String, String> settings = settings("PT0S", world.databaseUrl());
    try (TestEdge edge = world.startEdge(settings, Clock.systemUTC(), System::nanoTime)) {
      edge.awaitCode("VALID", "bpm_prod_one", "rozetka", "1");
      edge.awaitPosition(position);
    }
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static ConnectorPolicy connectorThatAllowsStale(String slug) {
    return new ConnectorPolicy(
        slug,
        1,
        Instant.now(),
        false,
        ConnectorState.PUBLISHED,
        Category.STANDARD,
        ConnectorPolicy.DEFAULT_MAX_STALENESS,
        OnStale.ALLOW,
        List.of());
  }

  /** Nothing was issued for this customer since he came; one of the keys has ended as well. */
  private static License endedYesterday(String name) {
    Instant now = Instant.now();
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-" + name, "lenient").account("1");
    return new License(
        name,
        name,
        1,
        now.minus(Duration.ofDays(10)),
        false,
        false,
        List.of(
            Documents.key("key-" + name, "bpm_prod_" + name),
            Documents.key("old-" + name, "bpm_prod_old", now.minus(Duration.ofDays(2)), null)),
        List.of(grant.endsIn(Duration.ofDays(-1)).build()));
  }

  /** Nobody but its own disk tells it the time. */
  private static EdgeProcess startAlone(String clockOffset) {
    return start(clockOffset, NO_DATABASE);
  }

  private static EdgeProcess start(String clockOffset, String databaseUrl) {
    return world.startProcess(settings(clockOffset, databaseUrl));
  }

  private static Map<String, String> settings(String clockOffset, String databaseUrl) {
    Map<String, String> settings = world.environment("e1", databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
    settings.put("EDGE_CLOCK_OFFSET", clockOffset);
    return settings;
  }

  private static HttpResponse<String> answer(EdgeProcess edge, String account) {
    return edge.verify("bpm_prod_one", "rozetka", account);
  }

  @Test
  void clockSetAhead_beyondMaxStaleness_refusesAsStaleAndDeniesOn() {
    try (EdgeProcess edge = startAlone("PT100H")) {
      edge.awaitCode("STALE", "bpm_prod_one", "rozetka", "1");

      assertThat(answer(edge, "1").statusCode()).isEqualTo(503);
      assertThat(answer(edge, "1").headers().firstValueAsLong("License-Age").orElseThrow())
          .isGreaterThanOrEqualTo(360_000);
      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(edge.output()).contains("EDGE_CLOCK_OFFSET: this edge's clock is PT100H");
    }
  }

  @Test
  void clockSetAhead_byMinutes_isAnAlarmAndAnswersOn() {
    try (EdgeProcess edge = start("PT2M", world.databaseUrl())) {
      edge.awaitAlarm("clock_ahead");
      edge.awaitCode("VALID", "bpm_prod_one", "rozetka", "1");

      assertThat(edge.alarms("clock_behind")).isZero();
    }
  }

  @Test
  void clockSetBack_beforeWhatItHasAccepted_isAnAlarmCountsAsStaleAndLetsNobodyInWhoHasEnded() {
    try (EdgeProcess edge = startAlone("-PT100H")) {
      edge.awaitAlarm("clock_behind");
      // the alarm comes first
      edge.awaitCode("STALE", "bpm_prod_one", "rozetka", "1");

      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(edge.health().body()).contains("\"clockBehind\":true");
      assertThat(edge.code("bpm_prod_two", "lenient", "1")).isEqualTo("EXPIRED");
      assertThat(edge.code("bpm_prod_old", "lenient", "1")).isEqualTo("KEY_EXPIRED");
    }
  }
}
