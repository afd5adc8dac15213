package com.bpmcentr.edge.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.replica.DiskReading;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power is cut before each change that the journal makes on its disk, and before each force.
 * Whatever becomes of what was not forced, the edge starts from what is left, and comes as far as
 * it had receipted.
 */
class PowerCutIT {

  private static final long LEAST_BYTES_TO_COMPACT = 4_000;

  private static final String NOTHING = "";

  @TempDir private Path files;
  private final RandomGenerator random = Soak.random("PowerCutIT");
  private final FakeTime time = new FakeTime(Instant.now());

  /** The next step of that kind fails, once. */
  private volatile String failing = NOTHING;

  private final TestSigner signer = new TestSigner("k1");
  private final TestFeed feed = new TestFeed(signer);
  private final Queue<PowerCut> cuts = new ConcurrentLinkedQueue<>();
  private final Queue<String> steps = new ConcurrentLinkedQueue<>();
  private final Queue<String> ofCompaction = new ConcurrentLinkedQueue<>();
  private final Queue<String> alarms = new ConcurrentLinkedQueue<>();
  private volatile @Nullable FeedPosition receipted;

  /** While a whole set is read anew, the mark is ahead of the disk. */
  private volatile boolean barred;

  private PowerCutDisk disk;
  private DiskReading reading;
  private DiskStore store;
  private Journal journal;
  private long version;

  /** What is left, and what had been receipted by then. */
  private record PowerCut(
      String before,
      Map<String, byte @Nullable []> left,
      @Nullable FeedPosition receipted,
      boolean barred) {}

  @BeforeEach
  void open() throws Exception {
    disk = new PowerCutDisk(Files.createDirectory(files.resolve("disk")));
    reading = new DiskReading(TestFiles.keyring(files, signer.keyringEntry("active")));
    disk.beforeStep(this::step);
  }

  @AfterEach
  void close() throws Exception {
    if (journal != null) {
      journal.close();
    }
    reading.close();
  }

  private void step(String step) throws IOException {
    steps.add(step);
    if (Thread.currentThread().getName().equals("compaction")) {
      ofCompaction.add(step);
    }
    cut(step, PowerCutDisk.Fate.lost());
    cut(step, PowerCutDisk.Fate.kept());
    cut(step, PowerCutDisk.Fate.halved());
    for (int i = 0; i < Soak.count(1, 20); i++) {
      cut(step, PowerCutDisk.Fate.chance(random));
    }
    if (step.matches(failing)) {
      failing = NOTHING;
      throw new IOException("made by the test");
    }
  }

  private void cut(String step, PowerCutDisk.Fate fate) {
    // first: what is receipted while the disk is looked at need not be on it yet
    FeedPosition before = receipted;
    cuts.add(new PowerCut(step, disk.afterPowerCut(fate), before, barred));
  }

  private void begin(long leastBytesToCompact) throws IOException {
    store = DiskStore.open(disk.root().resolve("edge"), "e1");
    store.shorten(feed.root(), 1);
    journal =
        store.journal(position -> receipted = position, alarms::add, time, leastBytesToCompact);
  }

  private void awaitKept() throws InterruptedException {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (!alarms.isEmpty()) {
                time.pass(Duration.ofSeconds(1));
              }
              return feed.position().equals(receipted);
            });
  }

  private void writeBase() throws InterruptedException {
    try (ChangeLog.Base base = journal.beginBase(feed.checkpoint(), feed.position())) {
      base.add(feed.current());
      base.seal();
    }
    awaitKept();
  }

  private void change() {
    journal.applied(feed.publish(DiskWorld.customer("one", ++version, false)));
  }

  private void accept() {
    journal.accepted(feed.checkpoint(), feed.position(), feed.root());
  }

  /**
   * All that a journal does: bases, changes alone and together, an idle head, a snapshot, one at a
   * start.
   */
  private void live() throws Exception {
    beginWithABase();
    changeUntilASnapshotIsMade();
    journal.close();
    begin(Long.MAX_VALUE);
    journal.goOn();
    accept();
    for (int i = 0; i < 4; i++) {
      change();
      accept();
    }
    awaitKept();
    journal.close();
    long made = snapshotsBegun();
    begin(LEAST_BYTES_TO_COMPACT);
    assertThat(snapshotsBegun())
        .as("of journals that the start found far too long")
        .isEqualTo(made + 1);
    journal.goOn();
    change();
    accept();
    awaitKept();
    barred = true;
    journal.lostTrack();
    change();
    writeBase();
    barred = false;
    change();
    accept();
    awaitKept();
    journal.close();
  }

  private void beginWithABase() throws Exception {
    begin(LEAST_BYTES_TO_COMPACT);
    feed.publish(Documents.connector("rozetka", Category.STANDARD));
    change();
    writeBase();
  }

  private void changeUntilASnapshotIsMade() throws Exception {
    long newest = store.snapshots().getFirst().generation();
    long begun = snapshotsBegun();
    while (snapshotsBegun() == begun) {
      change();
      accept();
      awaitKept();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store.snapshots().getFirst().generation() > newest);
  }

  private long snapshotsBegun() {
    return steps.stream()
        .filter(step -> step.startsWith("create snapshot-") && step.endsWith(".tmp"))
        .count();
  }

  /** Where the power must not be cut; one such place is enough. */
  private Optional<String> loss() throws Exception {
    return loss(DiskReading.Found::serves);
  }

  private Optional<String> loss(Predicate<DiskReading.Found> isRight) throws Exception {
    Map<Hash, DiskReading.Found> read = new HashMap<>();
    for (PowerCut cut : cuts) {
      if (cut.receipted == null) {
        continue;
      }
      Hash content = contentOf(cut.left);
      DiskReading.Found found = read.get(content);
      if (found == null) {
        Path folder = Files.createTempDirectory(files, "left-");
        PowerCutDisk.restore(cut.left, folder);
        found = reading.read(folder.resolve("edge"), "e1");
        read.put(content, found);
      }
      if (!(cut.barred || isRight.test(found))
          || found.reached() == null
          || found.reached().compareTo(cut.receipted) < 0) {
        return Optional.of("before " + cut.before + ": " + found + " of " + cut.receipted);
      }
    }
    return Optional.empty();
  }

  private static Hash contentOf(Map<String, byte @Nullable []> left) {
    StringBuilder all = new StringBuilder();
    left.forEach(
        (name, bytes) ->
            all.append(name).append(bytes == null ? "" : Hash.sha256(bytes).toString()));
    return Hash.sha256(all.toString().getBytes(UTF_8));
  }

  @Test
  void powerCut_beforeAnyStep_allThatWasReceiptedIsThere() throws Exception {
    live();

    assertThat(loss()).isEmpty();
    assertThat(cuts).as("the control of this test").hasSizeGreaterThan(300);
  }

  /**
   * The control: each kind of force counts, and the test above would notice one that is missing.
   */
  @ParameterizedTest
  @ValueSource(strings = {"disk", "edge", "mark", "journal-[0-9]+", "snapshot-[0-9]+\\.tmp"})
  void powerCut_forcesAreNotDone_somethingReceiptedIsLost(String where) throws Exception {
    disk.lieAbout(name -> name.matches(where));

    live();

    assertThat(loss()).isNotEmpty();
  }

  @Test
  void snapshot_made_itsNameIsForcedBeforeOlderFilesAreDeleted() throws Exception {
    beginWithABase();
    changeUntilASnapshotIsMade();
    changeUntilASnapshotIsMade();
    journal.close();

    List<String> about =
        ofCompaction.stream()
            .filter(step -> step.matches("(move|delete) (snapshot|journal)-.*|force folder edge"))
            .toList();
    assertThat(about).anyMatch(step -> step.startsWith("delete "));
    for (int i = 1; i < about.size(); i++) {
      assertThat(about.get(i - 1).startsWith("move ") && !about.get(i).equals("force folder edge"))
          .as(about.get(i - 1) + " before " + about.get(i))
          .isFalse();
    }
  }

  /**
   * Until what could not be written has been written after all, the mark may be ahead of it: then
   * nothing is answered from the disk, as it ends before what this edge had seen.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "write mark",
        "force mark",
        "write journal-[0-9]+",
        "force journal-[0-9]+",
        "create journal-[0-9]+",
        "force folder edge"
      })
  void powerCut_afterAStepHasFailed_allThatWasReceiptedIsThere(String step) throws Exception {
    beginWithABase();
    failing = step;

    changeUntilASnapshotIsMade();

    journal.close();
    assertThat(failing).isEqualTo(NOTHING);
    assertThat(loss(found -> true)).isEmpty();
  }
}
