package com.bpmcentr.edge.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier starts have left, on a disk that does not give all of it at once. */
class UsageLeftOverIT {

  private static final UUID FIRST_BOOT = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID SECOND_BOOT = UUID.fromString("00000000-0000-4000-8000-000000000002");

  /** Time that has passed without the test waiting for it. */
  private final AtomicLong skippedNanos = new AtomicLong();

  private final TestWorld world = new TestWorld();
  private final UsageRows usage = new UsageRows(world.database());
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  private static UsageBatch batch(UUID boot, long number, long calls) {
    UsageBatch batch = new UsageBatch("e1", boot, number);
    int hour = (int) (System.currentTimeMillis() / 3_600_000);
    batch.add(
        new UsageKey(hour, null, null, false, "rozetka", null, DecisionCode.KEY_NOT_FOUND, null),
        calls,
        null);
    return batch;
  }

  private void awaitCounted(long calls) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              skippedNanos.addAndGet(Duration.ofSeconds(10).toNanos());
              return usage.sum() >= calls;
            });
    assertThat(usage.sum()).isEqualTo(calls);
  }

  /** The number that was counted last says that all before it were. */
  @Test
  void fileUnreadableForAWhile_laterOnesOfItsStartWait_andAllCountsOnce() throws IOException {
    UsageFiles files = new UsageFiles(folder, "e1");
    UsageBatch unreadable = batch(FIRST_BOOT, 1, 5);
    files.write(batch(FIRST_BOOT, 2, 7));
    files.write(batch(SECOND_BOOT, 1, 11));
    // whoever is allowed to read everything cannot read this either
    Files.createDirectory(files.file(unreadable));
    Map<String, String> settings = world.environment("e1", world.databaseUrl());
    settings.put("EDGE_SNAPSHOT_DIR", folder.toString());
    TestEdge edge =
        world.startEdge(settings, Clock.systemUTC(), () -> System.nanoTime() + skippedNanos.get());

    awaitCounted(11);
    Files.delete(files.file(unreadable));
    files.write(unreadable);
    awaitCounted(23);
    edge.close();

    assertThat(files.leftOver()).isEmpty();
    assertThat(usage.sum()).isEqualTo(23);
  }
}
