package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.EdgeProgram;
import com.bpmcentr.edge.TestEdge;
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
          sum += valid(new UsageFiles(folder).read(file));
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

  @Test
  void stopped_asAProcess_hasCountedEverythingAndEndsWithStatus0() throws Exception {
    Process process = EdgeProgram.start(folder, settings);
    try (HttpClient client = HttpClient.newHttpClient()) {
      int port = EdgeProgram.publicPort(process);
      await().atMost(Duration.ofSeconds(20)).until(() -> isValid(client, port));
      for (int i = 1; i < BEFORE; i++) {
        assertThat(isValid(client, port)).isTrue();
      }
      process.toHandle().destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isZero();
    assertThat(counted()).isEqualTo(BEFORE);
    assertThat(files()).isEmpty();
  }

  @Test
  void killed_inAnOutage_isShortByWhatCameAfterTheLastTenSeconds_andCountsTheRestOnce()
      throws Exception {
    Process process = EdgeProgram.start(folder, settings);
    try (HttpClient client = HttpClient.newHttpClient()) {
      int port = EdgeProgram.publicPort(process);
      await().atMost(Duration.ofSeconds(20)).until(() -> isValid(client, port));
      proxy.begin(TestProxy.Fault.BLACK_HOLE);
      for (int i = 0; i < BEFORE - 1; i++) {
        assertThat(isValid(client, port)).isTrue();
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> kept() + counted() >= BEFORE);
      for (int i = 0; i < AFTER; i++) {
        assertThat(isValid(client, port)).isTrue();
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(counted()).isLessThan(BEFORE);

    proxy.end();
    long start = System.nanoTime();
    TestEdge next =
        world.startEdge(
            settings, Clock.systemUTC(), () -> start + 20 * (System.nanoTime() - start));
    await().atMost(Duration.ofSeconds(20)).until(() -> counted() >= BEFORE);
    next.close();

    assertThat(counted()).isBetween((long) BEFORE, (long) BEFORE + AFTER);
    assertThat(files()).isEmpty();
    long sum = counted();
    world.startEdge(settings, Clock.systemUTC(), System::nanoTime).close();
    assertThat(counted()).isEqualTo(sum);
  }
}
