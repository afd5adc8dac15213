package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.EdgeProgram;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  private static boolean isValid(HttpClient client, int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/verify?connector=rozetka&account=1"))
            .header("Authorization", "Bearer " + KEY)
            .build();
    return client
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .contains("\"code\":\"VALID\"");
  }

  /** Waits until the edge answers, and has asked it so often by then. */
  private static void ask(HttpClient client, int port, int times) throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> isValid(client, port));
    for (int i = 1; i < times; i++) {
      assertThat(isValid(client, port)).isTrue();
    }
  }

  @Test
  void killed_inAnOutage_isShortByWhatCameAfterTheLastTenSeconds_andTheNextStopCountsTheRestOnce()
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Process killed = EdgeProgram.start(folder, settings);
      try {
        int port = EdgeProgram.publicPort(killed);
        ask(client, port, 1);
        proxy.begin(TestProxy.Fault.BLACK_HOLE);
        ask(client, port, BEFORE - 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> kept() + counted() >= BEFORE);
        ask(client, port, AFTER);
      } finally {
        killed.destroyForcibly();
      }
      assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(counted()).isLessThan(BEFORE);

      proxy.end();
      Process stopped = EdgeProgram.start(folder, settings);
      try {
        ask(client, EdgeProgram.publicPort(stopped), AFTER);
        stopped.toHandle().destroy();
        assertThat(stopped.waitFor(10, TimeUnit.SECONDS)).isTrue();
      } finally {
        stopped.destroyForcibly();
      }
      assertThat(stopped.exitValue()).isZero();
    }

    assertThat(counted()).isBetween((long) BEFORE + AFTER, (long) BEFORE + 2 * AFTER);
    assertThat(files()).isEmpty();
    long sum = counted();
    world.startEdge(settings, Clock.systemUTC(), System::nanoTime).close();
    assertThat(counted()).isEqualTo(sum);
  }
}
