package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge has counted when its process ends: asked to, and killed. */
class UsageCrashIT {

  private static final int BEFORE = 20;
  private static final int AFTER = 5;

  private final TestWorld world = new TestWorld();
  private final UsageRows usage = new UsageRows(world.database());
  @TempDir Path folder;
  private TestProxy proxy;
  private Map<String, String> settings;

  @BeforeEach
  void publish() throws IOException {
    UsageDocuments.publish(world);
    proxy = new TestProxy(world.databasePort());
    settings = world.environment("e1", world.databaseUrlAt(proxy.port()));
    settings.put("EDGE_SNAPSHOT_DIR", folder.toString());
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
    proxy.close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.getFileName().toString().startsWith("usage-")).toList();
    }
  }

  /** How many checks that were VALID the disk has; a file may be replaced while this looks. */
  private long kept() throws IOException, DamagedUsageException {
    long sum = 0;
    for (Path file : files()) {
      if (!file.toString().endsWith(".tmp")) {
        try {
          sum += valid(new UsageFiles(folder, "e1").read(file));
        } catch (NoSuchFileException gone) {
          return 0;
        }
      }
    }
    return sum;
  }

  private static long valid(UsageBatch batch) {
    return batch.calls().entrySet().stream()
        .filter(row -> row.getKey().code() == DecisionCode.VALID)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many checks that were VALID the database has counted. */
  private long counted() {
    return Long.parseLong(
        usage
            .lines("select coalesce(sum(calls), 0) from usage_hour where code = 'VALID'")
            .getFirst());
  }

  /** Waits until the edge lets in, and has asked it so often by then. */
  private static void ask(EdgeProcess edge, int times) {
    edge.awaitCode("VALID", KEY, "rozetka", "1");
    for (int i = 1; i < times; i++) {
      assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    }
  }

  @Test
  void killed_inAnOutage_isShortByWhatCameAfterTheLastTenSeconds_andTheNextStopCountsTheRestOnce()
      throws Exception {
    try (EdgeProcess edge = world.startProcess(settings)) {
      ask(edge, 1);
      proxy.begin(TestProxy.Fault.BLACK_HOLE);
      ask(edge, BEFORE - 1);
      long asked = System.nanoTime();
      edge.awaitSeldom("has kept what it counted", () -> kept() + counted() >= BEFORE);
      if (Soak.isLong()) {
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
            .as("what a crash may cost, and a second to write and look at it")
            .isLessThan(Duration.ofSeconds(11));
      }
      ask(edge, AFTER);
    }
    assertThat(counted()).isLessThan(BEFORE);

    proxy.end();
    try (EdgeProcess edge = world.startProcess(settings)) {
      ask(edge, AFTER);
      stop(edge);
    }
    assertThat(counted()).isBetween((long) BEFORE + AFTER, (long) BEFORE + 2 * AFTER);
    assertThat(files()).isEmpty();
    long sum = counted();
    world.startEdge(settings, Clock.systemUTC(), System::nanoTime).awaitReady().close();
    assertThat(counted()).isEqualTo(sum);
  }

  private static void stop(EdgeProcess edge) {
    edge.terminate();
    assertThat(edge.endsWithin(30_000)).isTrue();
    assertThat(edge.exitValue()).isZero();
  }
}
