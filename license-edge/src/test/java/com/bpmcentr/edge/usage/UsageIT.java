package com.bpmcentr.edge.usage;

import static com.bpmcentr.edge.usage.UsageDocuments.KEY;
import static com.bpmcentr.edge.usage.UsageDocuments.TEST_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.DecisionCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What edges are asked is counted, whatever happens to the line; nothing of it twice.
 *
 * <p>Within this virtual machine, since the ten seconds between two batches pass when a test says
 * so. Processes: {@code UsageCrashIT}, and {@code KilledDatabaseIT} for restarts of the database.
 */
class UsageIT {

  /** A busy machine's disk may take its time, and a batch is on it before it is sent. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** Passes only when a test lets it: else a batch may come between any two lines. */
  private final AtomicLong nanos = new AtomicLong();

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
    return world.startEdge(settings, Clock.systemUTC(), nanos::get).awaitReady();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.getFileName().toString().startsWith("usage-")).toList();
    }
  }

  /** Lets ten seconds pass until it holds; what there is instead is told when it never does. */
  private void awaitFlushed(Callable<Boolean> condition) {
    try {
      await()
          .atMost(LONGEST_WAIT)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                nanos.addAndGet(Duration.ofSeconds(10).toNanos());
                return condition.call();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(state(), e);
    }
  }

  private String state() {
    StringBuilder state = new StringBuilder("counted: " + usage.rows());
    try {
      state.append("\non disk: ").append(files());
    } catch (IOException e) {
      state.append("\non disk: ").append(e);
    }
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().equals("usage")) {
                state.append("\na usage thread: ").append(List.of(stack));
              }
            });
    return state.toString();
  }

  private static void ask(TestEdge edge, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(edge.code(KEY, "rozetka", "1")).isEqualTo("VALID");
    }
  }

  /** No more than that may a crash cost. */
  @Test
  void counted_tenSecondsLater_isBroughtAway() {
    Instant began = Instant.now().minus(Duration.ofSeconds(10));
    TestEdge edge = start();
    ask(edge, 3);

    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    await()
        .atMost(LONGEST_WAIT)
        .until(() -> usage.rows().equals(List.of("b1 a1 false rozetka 1 VALID - 3")));
    // all of it was counted after the start, which the database is told as a time of its own
    assertThat(usage.lastAfter()).isBetween(began, Instant.now());
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
    proxy.begin(TestProxy.Fault.REFUSED);
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

    // not all three perhaps: the ten seconds may be over between two of them
    awaitFlushed(() -> usage.sum() > 5);
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
    // what that session did not take in the time that a stop has is the next start's
    TestEdge next = start();
    awaitFlushed(() -> usage.sum() >= 210 && files().isEmpty());
    next.close();

    assertThat(usage.sum()).isEqualTo(210);
  }

  @Test
  void stop_whoTakesTheFolderAtOnce_findsAllThatWasCounted() throws Exception {
    TestEdge edge = start();
    ask(edge, 5);
    proxy.begin(TestProxy.Fault.BLACK_HOLE);
    Thread stopping = Thread.ofPlatform().start(edge::close);
    awaitFolder();
    long found = new UsageFiles(folder, "e1").read(files().getFirst()).sum();
    stopping.join();

    assertThat(found).isEqualTo(5);
    assertThat(new UsageFiles(folder, "e1").read(files().getFirst()).sum()).isEqualTo(5);
  }

  /**
   * Until the folder is nobody's; asked without a pause, since what is tested comes right after.
   */
  private void awaitFolder() throws IOException {
    while (true) {
      try (FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
          FileLock mine = lock.tryLock()) {
        return;
      } catch (OverlappingFileLockException taken) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void tooSlowForTheDatabase_isDividedUntilItIsTaken_andCountedOnce() throws IOException {
    world.asOwner(
        """
        create function too_slow() returns trigger language plpgsql as $$
          begin
            if (select count(*) from new_rows) > 3 then
              raise exception 'too slow' using errcode = '57014';
            end if;
            return null;
          end $$
        """);
    world.asOwner(
        """
        create trigger too_slow after insert on usage_hour
          referencing new table as new_rows for each statement execute function too_slow()
        """);
    TestEdge edge = start();
    for (int account = 100; account < 120; account++) {
      edge.code(KEY, "rozetka", Integer.toString(account));
    }

    awaitFlushed(() -> usage.sum() >= 20 && files().isEmpty());

    assertThat(usage.sum()).isEqualTo(20);
    assertThat(edge.metric("edge_usage_batches_divided_total")).isEqualTo(7);
    assertThat(edge.metric("edge_usage_calls_lost_total")).isZero();
    edge.close();
  }

  @Test
  void leftOver_anyKind_countsWhatCanBeAndSetsTheRestAside() throws Exception {
    UUID boot = UUID.randomUUID();
    UsageBatch withARowRefused = new UsageBatch("e1", boot, 1);
    for (int account = 0; account < 9; account++) {
      withARowRefused.add(row("rozetka", account), 1, null);
    }
    withARowRefused.add(row("Not a connector!", 1), 1, null);
    UsageBatch good = new UsageBatch("e1", boot, 2);
    good.add(row("rozetka", 1), 4, null);
    UsageBatch ofAnother = new UsageBatch("e2", UUID.randomUUID(), 1);
    ofAnother.add(row("rozetka", 1), 100, null);
    UsageFiles files = new UsageFiles(folder, "e1");
    files.write(withARowRefused);
    files.write(good);
    files.write(ofAnother);
    byte[] damaged = UsageFiles.toBytes(good);
    damaged[damaged.length / 2] ^= 1;
    String name = "usage-00000000-0000-4000-8000-00000000000";
    Files.write(folder.resolve(name + "1-1"), damaged);
    Files.write(folder.resolve(name + "2-1"), UsageFiles.toBytes(good));
    try (FileChannel large =
        FileChannel.open(
            folder.resolve(name + "3-1"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      large.write(ByteBuffer.allocate(1), 1L << 32);
    }

    TestEdge edge = start();
    awaitFlushed(() -> usage.sum() >= 13 && files().stream().allMatch(file -> isSetAside(file)));
    double lost = edge.metric("edge_usage_calls_lost_total");
    edge.await("tells of them", () -> edge.metric("edge_usage_files_set_aside") == 5);
    edge.close();

    assertThat(usage.sum()).isEqualTo(13);
    assertThat(lost).isEqualTo(1);
    assertThat(files()).hasSize(5);
  }

  @Test
  void leftOver_olderThanTheDatabaseKeeps_isToldAsLost() throws Exception {
    UsageBatch old = new UsageBatch("e1", UUID.randomUUID(), 1);
    old.add(row(hourNow() - 36 * 24, "rozetka", 1), 100, null);
    old.add(row("rozetka", 2), 4, null);
    new UsageFiles(folder, "e1").write(old);

    TestEdge edge = start();
    awaitFlushed(() -> usage.sum() == 4 && files().isEmpty());

    assertThat(edge.metric("edge_usage_calls_lost_total")).isEqualTo(100);
    edge.close();
  }

  private static boolean isSetAside(Path file) {
    return file.toString().endsWith(".aside");
  }

  private static int hourNow() {
    return (int) (System.currentTimeMillis() / 3_600_000);
  }

  private static UsageKey row(String connector, int account) {
    return row(hourNow(), connector, account);
  }

  private static UsageKey row(int hour, String connector, int account) {
    return new UsageKey(
        hour,
        UUID.randomUUID(),
        null,
        false,
        connector,
        Integer.toString(account),
        DecisionCode.ACCOUNT_MISMATCH,
        null);
  }
}
