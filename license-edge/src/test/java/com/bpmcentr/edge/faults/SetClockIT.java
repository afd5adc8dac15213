package com.bpmcentr.edge.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge whose machine has another time than the rest of the world: a process with a disk. */
class SetClockIT {

  @TempDir Path folder;

  private TestWorld world;
  private FeedPosition position;

  @BeforeEach
  void publish() throws IOException {
    world = new TestWorld();
    position =
        world
            .publisher()
            .publish(
                Documents.connector("rozetka", Category.STANDARD),
                Documents.license(
                    "one",
                    1,
                    List.of(Documents.key("key-one", "bpm_prod_one")),
                    List.of(Documents.grant("s-one", "rozetka", "1"))));
    try (EdgeProcess edge = start("PT0S")) {
      await()
          .atMost(20, SECONDS)
          .until(() -> edge.code("bpm_prod_one", "rozetka", "1").equals("VALID"));
      await().atMost(20, SECONDS).until(() -> edge.position().equals(position));
      edge.terminate();
      assertThat(edge.endsWithin(10_000)).isTrue();
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  private EdgeProcess start(String clockOffset) throws IOException {
    Map<String, String> settings = world.environment("e1", world.databaseUrl());
    settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
    settings.put("EDGE_CLOCK_OFFSET", clockOffset);
    return EdgeProcess.start(settings, folder);
  }

  private static HttpResponse<String> answer(EdgeProcess edge, String account) {
    return edge.verify("bpm_prod_one", "rozetka", account);
  }

  @Test
  void clockSetAhead_beyondMaxStaleness_refusesAsStaleAndDeniesOn() throws IOException {
    try (EdgeProcess edge = start("PT100H")) {
      await()
          .atMost(20, SECONDS)
          .until(() -> edge.code("bpm_prod_one", "rozetka", "1").equals("STALE"));

      assertThat(answer(edge, "1").statusCode()).isEqualTo(503);
      assertThat(answer(edge, "1").headers().firstValueAsLong("License-Age").orElseThrow())
          .isGreaterThanOrEqualTo(360_000);
      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
      assertThat(edge.output()).contains("EDGE_CLOCK_OFFSET: this edge's clock is PT100H");
    }
  }

  @Test
  void clockSetBack_beforeWhatItHasAccepted_isAnAlarmAndCountsAsStale() throws IOException {
    try (EdgeProcess edge = start("-PT100H")) {
      await().atMost(20, SECONDS).until(() -> edge.alarms("clock_behind") > 0);

      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("STALE");
      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");
    }
  }
}
