package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static com.bpmcentr.edge.usage.UsageDocuments.TEST_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What edges are asked is counted, whatever happens to the line; nothing of it twice. */
class UsageIT {

  private static final Duration TWO_FLUSHES = Duration.ofSeconds(40);

  /** Time that has passed without the test waiting for it. */
  private final AtomicLong skippedNanos = new AtomicLong();

  private final TestWorld world = new TestWorld();
  private final UsageRows usage = new UsageRows(world.database());
  @TempDir Path folder;
  private TestProxy proxy;

  @BeforeEach
  void publish() throws IOException {
    UsageDocuments.publish(world);
    proxy = new TestProxy(world.databasePort());
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
    proxy.close();
  }

  private TestEdge start() {
    Map<String, String> settings = world.environment("e1", world.databaseUrlAt(proxy.port()));
    settings.put("EDGE_SNAPSHOT_DIR", folder.toString());
    return world
        .startEdge(settings, Clock.systemUTC(), () -> System.nanoTime() + skippedNanos.get())
        .awaitReady();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.getFileName().toString().startsWith("usage-")).toList();
    }
  }

  /** Lets ten seconds pass until it holds. */
  private void awaitFlushed(Callable<Boolean> condition) {
    await()
        .atMost(TWO_FLUSHES)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              skippedNanos.addAndGet(Duration.ofSeconds(10).toNanos());
              return condition.call();
            });
  }

  private static void ask(TestEdge edge, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    }
  }

  @Test
  void everyRoute_countsEachDecision_andMagicKeysAreNobodys() {
    TestEdge edge = start();

    ask(edge, 3);
    edge.code(KEY, "rozetka", "2");
    edge.code(TEST_KEY, "rozetka", "1");
    edge.code("bpm_prod_unknown", "rozetka", "77");
    edge.code(KEY, "no-such-connector", "1");
    edge.code("bpm_test_magic_expired", "rozetka", "1");
    edge.get("/v1/verify?connector=text-tools&account=5");
    edge.get("/v1/verify?connector=rozetka");
    edge.get(
        "/v1/subscription/check?connector=rozetka&accountId=1", "Authorization", "Bearer " + KEY);
    UsageReports.report(edge, KEY, "rozetka", "1", "createOrder");
    UsageReports.report(edge, KEY, "rozetka", "2", "createOrder");
    edge.close();

    assertThat(usage.rows())
        .containsExactlyInAnyOrder(
            "b1 a1 false rozetka 1 VALID - 4",
            "b1 a1 false rozetka 1 VALID createOrder 1",
            "b1 a1 false rozetka 2 ACCOUNT_MISMATCH - 2",
            "b2 a1 true rozetka 1 VALID - 1",
            "- - false rozetka - KEY_NOT_FOUND - 1",
            "- - false - - CONNECTOR_NOT_FOUND - 1",
            "- - false text-tools - VALID - 1");
  }

  @Test
  void refusedAccounts_beyondSixtyFour_areOneOther() {
    TestEdge edge = start();

    for (int account = 100; account < 170; account++) {
      edge.code(KEY, "rozetka", Integer.toString(account));
    }
    edge.close();

    assertThat(usage.lines("select distinct account from usage_hour where account <> 'other'"))
        .hasSize(DetailLimits.ACCOUNTS);
    assertThat(usage.rows()).contains("b1 a1 false rozetka other ACCOUNT_MISMATCH - 6");
  }

  @Test
  void stop_whileTheDatabaseAnswers_leavesNothingOnDisk() throws IOException {
    TestEdge edge = start();
    ask(edge, 5);

    edge.close();

    assertThat(usage.sum()).isEqualTo(5);
    assertThat(files()).isEmpty();
  }

  @Test
  void stop_withoutDatabase_keepsOnDisk_andTheNextStartCountsItOnce() throws IOException {
    TestEdge edge = start();
    ask(edge, 5);
    proxy.begin(TestProxy.Fault.BLACK_HOLE);
    edge.close();
    assertThat(usage.sum()).isZero();
    assertThat(files()).hasSize(1);

    proxy.end();
    TestEdge next = start();
    ask(next, 2);
    awaitFlushed(() -> usage.sum() == 7);
    next.close();

    assertThat(usage.sum()).isEqualTo(7);
    assertThat(files()).isEmpty();
  }

  @Test
  void answerLost_batchIsSentAgain_andCountedOnce() throws IOException {
    TestEdge edge = start();
    ask(edge, 5);
    // with its answer, else the fault would take that one, and the connection with it
    awaitFlushed(() -> usage.sum() == 5 && files().isEmpty());
    proxy.begin(TestProxy.Fault.ONE_WAY);
    ask(edge, 3);

    awaitFlushed(() -> usage.sum() == 8);
    awaitFlushed(() -> edge.metric("edge_usage_flush_failures_total") >= 1);
    assertThat(files()).as("counted, which the edge does not know").isNotEmpty();
    ask(edge, 2);
    proxy.end();
    awaitFlushed(() -> usage.sum() >= 10 && files().isEmpty());
    edge.close();

    assertThat(usage.sum()).isEqualTo(10);
  }

  @Test
  void sessionsKilledAgainAndAgain_sumIsWhatWasAsked() {
    TestEdge edge = start();

    for (int i = 0; i < 20; i++) {
      ask(edge, 10);
      world.cutOff("e1 usage");
      world.cutOff("e1 feed");
    }
    awaitFlushed(() -> usage.sum() == 200);
    ask(edge, 10);
    world.cutOff("e1 usage");
    edge.close();

    assertThat(usage.sum()).isEqualTo(210);
  }

  @Test
  void leftOverDamaged_isSetAside_andTheOthersAreCounted() throws IOException {
    TestEdge edge = start();
    ask(edge, 5);
    proxy.begin(TestProxy.Fault.BLACK_HOLE);
    edge.close();
    Path file = files().getFirst();
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Path other = folder.resolve("usage-00000000-0000-4000-8000-000000000001-1");
    Files.write(other, content);

    proxy.end();
    TestEdge next = start();
    awaitFlushed(() -> usage.sum() == 5);
    next.close();

    assertThat(files()).singleElement().hasToString(other + ".damaged");
  }
}
