package com.bpmcentr.edge.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.FakeTime;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredJournals;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files alone: what is kept, made shorter, and done when the disk fails. */
class JournalIT {

  private static final int MIB = 1024 * 1024;

  @TempDir private Path disk;
  private Path folder;
  private final FakeTime time = new FakeTime(Instant.now());
  private final BlockingQueue<FeedPosition> kept = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> alarms = new LinkedBlockingQueue<>();

  /** What was told, as it should be found again: the version by subject. */
  private final Map<String, Long> held = new TreeMap<>();

  private final SetTree tree = new SetTree();

  /** What the next position that is kept ends with. */
  private volatile @Nullable Error failure;

  private volatile @Nullable FeedPosition toldEarly;

  private long seq;
  private DiskStore store;
  private Journal journal;

  /** Open, unless the journal's thread is to hang where a write that does not end would hang. */
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  @BeforeEach
  void open() throws IOException {
    folder = disk.resolve("edge");
    store = DiskStore.open(folder, "e1");
    journal = store.journal(this::keep, alarms::add, time);
  }

  @AfterEach
  void close() throws IOException {
    hanging.countDown();
    journal.close();
    assertThat(toldEarly).as("a position that was told before it was on disk").isNull();
  }

  /** Told on the journal's own thread: while this does not return, nothing is written. */
  private void keep(FeedPosition position) {
    if (failure != null) {
      Error error = failure;
      failure = null;
      throw error;
    }
    if (!isOnDisk(position)) {
      toldEarly = position;
    }
    // read first: whoever sees the position may have the next one hang
    CountDownLatch end = hanging;
    kept.add(position);
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the next start would ask for no less, if this process ended here. */
  private boolean isOnDisk(FeedPosition position) {
    return seqOfMarkNow() >= position.seq();
  }

  /** -1: there is none. */
  private long seqOfMarkNow() {
    try {
      // whichever key signed it
      byte[] payload = Mark.read(folder.resolve("mark")).getFirst().payload();
      return Long.parseLong(new String(payload, UTF_8).substring("at ".length()));
    } catch (IOException | NoSuchElementException e) {
      return -1;
    }
  }

  private void awaitMark(long position) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(seqOfMarkNow()).isEqualTo(position));
  }

  private static FeedPosition at(long position) {
    return new FeedPosition(1, position);
  }

  /** A journal on a disk that does not do every step. */
  private void openOnDisk(PowerCutDisk.BeforeStep beforeStep) throws IOException {
    journal.close();
    PowerCutDisk other = new PowerCutDisk(Files.createDirectory(disk.resolve("other")));
    other.beforeStep(beforeStep);
    folder = other.root().resolve("edge");
    store = DiskStore.open(folder, "e1");
    journal = store.journal(this::keep, alarms::add, time);
  }

  /** Fails a step while that is asked for: those of full disks take the mark all the same. */
  private static PowerCutDisk.BeforeStep failing(AtomicBoolean fails, String steps) {
    return step -> {
      if (fails.get() && step.matches(steps)) {
        throw new IOException("made by the test");
      }
    };
  }

  /** Fails a step once, when it is allowed to go on. */
  private static PowerCutDisk.BeforeStep failingOnce(
      AtomicBoolean fails, String steps, CountDownLatch reached, CountDownLatch goOn) {
    return step -> {
      if (step.matches(steps) && fails.getAndSet(false)) {
        reached.countDown();
        awaitOpen(goOn);
        throw new IOException("made by the test");
      }
    };
  }

  private void reopen() throws IOException {
    journal.close();
    store = DiskStore.open(folder, "e1");
    journal = store.journal(this::keep, alarms::add, time);
  }

  private static SignedDocument document(String text, int bytes) {
    byte[] payload = new byte[bytes];
    byte[] start = text.getBytes(UTF_8);
    System.arraycopy(start, 0, payload, 0, Math.min(bytes, start.length));
    return new SignedDocument(PayloadType.LICENSE.mediaType(), payload, "k1", new byte[64]);
  }

  private static SignedDocument checkpoint(long seq) {
    return checkpoint(seq, "k1");
  }

  private static SignedDocument checkpoint(long seq, String keyId) {
    return new SignedDocument(
        PayloadType.CHECKPOINT.mediaType(), ("at " + seq).getBytes(UTF_8), keyId, new byte[64]);
  }

  private void writeBase(String... subjects) throws InterruptedException {
    List<CurrentDocument> rows = new ArrayList<>();
    for (String subject : subjects) {
      SignedDocument document = document(subject + " 1", 100);
      rows.add(new CurrentDocument(subject, false, 1, document));
      hold(subject, 1, document);
    }
    try (ChangeLog.Base base = journal.beginBase(checkpoint(seq), new FeedPosition(1, seq))) {
      base.add(rows);
      base.seal();
    }
  }

  private void hold(String subject, long version, SignedDocument document) {
    held.put(subject, version);
    tree.put(subject, version, document.payloadHash());
  }

  private FeedPosition apply(String subject, long version, int bytes) {
    seq++;
    SignedDocument document = document(subject + " " + version, bytes);
    FeedPosition position = new FeedPosition(1, seq);
    journal.applied(
        new FeedEntry(position, false, subject, version, document, Instant.EPOCH, Hash.ZERO));
    hold(subject, version, document);
    return position;
  }

  private void accept(FeedPosition position) {
    journal.accepted(checkpoint(position.seq()), position, tree.root());
  }

  private FeedPosition nextKept() throws InterruptedException {
    FeedPosition position = kept.poll(10, TimeUnit.SECONDS);
    assertThat(position).as("a position that is kept").isNotNull();
    return position;
  }

  private void awaitKept(FeedPosition position) throws InterruptedException {
    FeedPosition next = nextKept();
    while (!next.equals(position)) {
      next = nextKept();
    }
  }

  /** The version of each subject that the folder gives, read as an edge reads it. */
  private Map<String, Long> stored() throws IOException, DamagedFileException {
    Map<String, Long> versions = new TreeMap<>();
    StoredSnapshot snapshot = store.snapshots().getFirst();
    try (StoredSnapshot.Rows rows = snapshot.rows()) {
      List<JournalRecord.Row> page = rows.next(10);
      while (!page.isEmpty()) {
        page.forEach(row -> versions.put(row.row().subject(), row.row().version()));
        page = rows.next(10);
      }
    }
    try (StoredJournals journals = store.journalsSince(snapshot)) {
      for (JournalRecord next = journals.next(); next != null; next = journals.next()) {
        if (next instanceof JournalRecord.Entry(FeedEntry entry)) {
          versions.put(entry.subject(), entry.version());
        }
      }
    }
    return versions;
  }

  private String seqOfMark() {
    return new String(store.marks().getFirst().payload(), UTF_8);
  }

  @Test
  void applied_withoutABase_isNotKept() throws Exception {
    apply("a", 1, 100);
    accept(new FeedPosition(1, seq));
    writeBase("a", "b");

    assertThat(nextKept()).isEqualTo(new FeedPosition(1, 1));
    assertThat(stored()).isEqualTo(held);
  }

  @Test
  void accepted_severalRuns_allIsFoundAgain() throws Exception {
    writeBase("a", "b");
    awaitKept(new FeedPosition(1, 0));
    for (int run = 0; run < 3; run++) {
      FeedPosition position = apply("a", 2 + run, 100);
      accept(position);
      awaitKept(position);
      reopen();
      journal.goOn();
    }

    assertThat(stored()).isEqualTo(held).containsEntry("a", 4L);
    assertThat(seqOfMark()).isEqualTo("at 3");
  }

  @Test
  void close_toldJustBefore_isOnDisk() throws Exception {
    writeBase("a");
    accept(apply("a", 2, 100));
    reopen();

    assertThat(stored()).isEqualTo(held);
    assertThat(seqOfMark()).isEqualTo("at 1");
  }

  @Test
  void accepted_journalHasGrownLong_isMadeIntoASnapshot() throws Exception {
    writeBase("a", "b", "c");
    FeedPosition last = new FeedPosition(1, 0);
    for (int version = 2; version < 36; version++) {
      last = apply(version % 2 == 0 ? "a" : "new-" + version, version, MIB);
      accept(last);
    }
    awaitKept(last);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(store.snapshots().getFirst().generation()).isGreaterThan(1));
    assertThat(stored()).isEqualTo(held);
    assertThat(alarms).isEmpty();
    // another may just have been made, and the oldest not yet deleted
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(store.snapshots()).hasSizeLessThanOrEqualTo(2));
  }

  /** As lives leave them that end before theirs is made into a snapshot. */
  @Test
  void shorten_journalsFarTooLong_areMadeIntoASnapshotAndGoneOnFrom() throws Exception {
    writeBase("a", "b");
    FeedPosition position = new FeedPosition(1, 0);
    for (int version = 2; version < 6; version++) {
      position = apply(version % 2 == 0 ? "a" : "new-" + version, version, 1000);
      accept(position);
      awaitKept(position);
      reopen();
      journal.goOn();
    }
    journal.close();
    store = DiskStore.open(folder, "e1");

    store.shorten(tree.root(), 5_000);
    assertThat(store.snapshots()).as("not yet long enough").hasSize(1);
    store.shorten(Hash.ZERO, 1_000);
    assertThat(store.snapshots()).as("what is not what was read").hasSize(1);
    store.shorten(tree.root(), 1_000);

    assertThat(store.snapshots()).hasSize(2);
    try (StoredJournals since = store.journalsSince(store.snapshots().getFirst())) {
      assertThat(since.next()).as("what is left to be read beside the snapshot").isNull();
    }
    assertThat(stored()).isEqualTo(held);
    journal = store.journal(this::keep, alarms::add, time);
    journal.goOn();
    accept(apply("b", 2, 1000));
    awaitKept(new FeedPosition(1, seq));
    reopen();
    assertThat(stored()).isEqualTo(held).containsEntry("b", 2L);
    assertThat(alarms).isEmpty();
  }

  /** Of an idle head as well, which only another key has signed since. */
  @Test
  void keysChanged_snapshotIsMadeOfWhatIsAcceptedAfterThat() throws Exception {
    writeBase("a", "b");
    FeedPosition position = apply("a", 2, 100);
    accept(position);
    awaitKept(position);

    journal.keysChanged(Set.of());
    journal.accepted(checkpoint(position.seq(), "k2"), position, tree.root());

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(store.snapshots().getFirst().checkpoint().keyId()).isEqualTo("k2"));
    assertThat(stored()).isEqualTo(held);
    assertThat(alarms).isEmpty();
  }

  @Test
  void accepted_journalRottenBeforeItIsMadeShorter_alarmsAndAsksForABase() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    FeedPosition first = apply("lost", 2, 100);
    accept(first);
    awaitKept(first);
    Path file = folder.resolve("journal-000000000001");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    FeedPosition last = first;
    for (int version = 2; version < 20; version++) {
      last = apply("a", version, MIB);
    }
    accept(last);
    awaitKept(last);

    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("cannot be read");
    time.pass(Duration.ofMinutes(1));
    await().atMost(Duration.ofSeconds(10)).until(() -> journal.needsBase());
    writeBase("a", "lost");
    awaitKept(last);
    assertThat(stored()).isEqualTo(held);
  }

  @Test
  void base_folderIsGone_alarmsAndIsAskedForLater() throws Exception {
    Path elsewhere = disk.resolve("elsewhere");
    Files.move(folder, elsewhere);
    writeBase("a");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> alarms.stream().anyMatch(alarm -> alarm.contains("no snapshot")));
    assertThat(kept).isEmpty();
    assertThat(journal.needsBase()).isFalse();

    Files.move(elsewhere, folder);
    // each record that was told beside it may fail after this, and put the next one off
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              time.pass(Duration.ofMinutes(1));
              return journal.needsBase();
            });
    writeBase("a", "b");
    awaitKept(new FeedPosition(1, 0));
    assertThat(stored()).isEqualTo(held);
  }

  @Test
  void accepted_folderIsGoneForAWhile_isKeptWhenItIsBack() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    reopen();
    journal.goOn();
    Path elsewhere = disk.resolve("elsewhere");
    Files.move(folder, elsewhere);
    FeedPosition position = apply("a", 2, 100);
    accept(position);
    assertThat(alarms.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(kept).isEmpty();

    Files.move(elsewhere, folder);
    time.pass(Duration.ofSeconds(1));

    awaitKept(position);
    assertThat(stored()).isEqualTo(held);
  }

  /** A reading that broke off, or a set that will not be proven. */
  @Test
  void unproven_afterTheTrackIsLost_theMarkGoesAheadAndNeverBack() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    FeedPosition seen = apply("a", 2, 100);
    journal.lostTrack();

    journal.unproven(checkpoint(seen.seq()), seen);
    journal.unproven(checkpoint(0), new FeedPosition(1, 0));
    reopen();

    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(seen.seq()));
    assertThat(kept).as("it is not on the disk").isEmpty();
  }

  @Test
  void base_sealedAfterWhatWasUnproven_isWhatTheMarkSays() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    journal.lostTrack();
    journal.unproven(checkpoint(7), new FeedPosition(1, 7));

    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    reopen();

    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(0));
    assertThat(stored()).isEqualTo(held);
  }

  /** Entries that follow a whole set which does not come to the disk follow nothing there. */
  @Test
  void base_cannotBeFinished_whatWasToldBehindItIsNotKeptAndBars() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    openOnDisk(failingOnce(fails, "force snapshot-.*", reached, goOn));
    writeBase("a");
    awaitKept(at(0));
    fails.set(true);
    journal.lostTrack();
    seq++;
    writeBase("a", "b");
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    FeedPosition behind = apply("a", 2, 100);
    accept(behind);

    goOn.countDown();

    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("made by the test");
    time.pass(Duration.ofMinutes(1));
    reopen();
    assertThat(kept).isEmpty();
    assertThat(stored()).containsOnly(Map.entry("a", 1L));
    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(behind.seq()));
  }

  @Test
  void accepted_behindWhatWasGivenUp_isNotKeptAndBars() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    openOnDisk(failingOnce(fails, "write journal-.*", reached, goOn));
    writeBase("a");
    awaitKept(at(0));
    fails.set(true);
    apply("a", 2, 100);
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    FeedPosition behind = apply("b", 1, 100);
    accept(behind);
    journal.lostTrack();

    goOn.countDown();

    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("made by the test");
    time.pass(Duration.ofMinutes(1));
    reopen();
    assertThat(kept).isEmpty();
    assertThat(stored()).containsOnly(Map.entry("a", 1L));
    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(behind.seq()));
  }

  /** Nothing is tried of the disk then, but the mark. */
  @Test
  void accepted_whileAFullDiskIsLeftInPeace_barsAtOnce() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    openOnDisk(failing(full, "write journal-.*"));
    writeBase("a");
    awaitKept(at(0));
    full.set(true);
    accept(apply("a", 2, 100));
    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("made by the test");

    FeedPosition revoked = apply("a", 3, 100);
    accept(revoked);

    awaitMark(revoked.seq());
    assertThat(kept).isEmpty();
    full.set(false);
    time.pass(Duration.ofSeconds(1));
    awaitKept(revoked);
    assertThat(stored()).isEqualTo(held);
  }

  @Test
  void kept_whatCameBeforeTheTrackWasLost_theMarkDoesNotGoBack() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    openOnDisk(failing(full, "write journal-.*"));
    writeBase("a");
    awaitKept(at(0));
    full.set(true);
    FeedPosition before = apply("a", 2, 100);
    accept(before);
    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("made by the test");
    full.set(false);
    journal.lostTrack();
    journal.unproven(checkpoint(7), at(7));
    awaitMark(7);

    time.pass(Duration.ofSeconds(1));

    awaitKept(before);
    reopen();
    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(7));
  }

  /** Its rows count as they are read, which takes seconds with a million customers. */
  @Test
  void base_begun_barsWhatIsOlderAtOnce() throws Exception {
    writeBase("a");
    awaitKept(at(0));
    journal.lostTrack();

    try (ChangeLog.Base base = journal.beginBase(checkpoint(9), at(9))) {
      base.add(List.of(new CurrentDocument("a", false, 2, document("a 2", 100))));

      awaitMark(9);
    }
  }

  /** Entries were applied, and what is held since is not what the checkpoint says. */
  @Test
  void unproven_entriesCannotBeWritten_bars() throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    openOnDisk(failing(full, "write journal-.*"));
    writeBase("a");
    awaitKept(at(0));
    full.set(true);

    FeedPosition seen = apply("a", 2, 100);
    journal.unproven(checkpoint(seen.seq()), seen);

    awaitMark(seen.seq());
  }

  @Test
  void unproven_entriesAreOnDisk_barsNothing() throws Exception {
    writeBase("a");
    awaitKept(at(0));

    FeedPosition seen = apply("a", 2, 100);
    journal.unproven(checkpoint(seen.seq()), seen);
    reopen();

    assertThat(store.marks().getFirst()).isEqualTo(checkpoint(0));
    assertThat(stored()).isEqualTo(held);
  }

  /** As when a start refused it, for a key that only its own keyring lacked. */
  @Test
  void unproven_snapshotThatThisStartDidNotUse_bars() throws Exception {
    writeBase("a");
    awaitKept(at(0));
    reopen();

    journal.unproven(checkpoint(5), at(5));

    awaitMark(5);
  }

  @Test
  void unproven_nothingOnDisk_marksNothing() throws Exception {
    journal.unproven(checkpoint(5), at(5));
    reopen();

    assertThat(store.marks()).isEmpty();
  }

  @Test
  void keysChanged_barOfACompromisedKeyIsPending_nextOneIsMarked() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    openOnDisk(failing(fails, "write mark"));
    writeBase("a");
    awaitKept(at(0));
    journal.lostTrack();
    fails.set(true);
    journal.unproven(checkpoint(999, "thief"), at(999));
    assertThat(alarms.poll(20, TimeUnit.SECONDS)).contains("made by the test");

    journal.keysChanged(Set.of("thief"));
    fails.set(false);
    journal.unproven(checkpoint(3), at(3));

    awaitMark(3);
  }

  @Test
  void keysChanged_markIsOfACompromisedKey_nextOneIsMarked() throws Exception {
    writeBase("a");
    awaitKept(at(0));
    journal.lostTrack();
    journal.unproven(checkpoint(999, "thief"), at(999));
    awaitMark(999);

    journal.keysChanged(Set.of("another"));
    journal.unproven(checkpoint(2), at(2));
    journal.keysChanged(Set.of("thief"));
    journal.unproven(checkpoint(3), at(3));

    awaitMark(3);
  }

  /** As disks do that are full: names can be given, and nothing be written. */
  @Test
  void accepted_diskIsFullForLong_oneFileAndFewAttempts_allIsKeptWhenThereIsRoom()
      throws Exception {
    journal.close();
    AtomicBoolean full = new AtomicBoolean();
    PowerCutDisk small = new PowerCutDisk(Files.createDirectory(disk.resolve("small")));
    small.beforeStep(
        step -> {
          if (full.get() && step.startsWith("write ")) {
            throw new IOException("No space left on device");
          }
        });
    folder = small.root().resolve("edge");
    store = DiskStore.open(folder, "e1");
    AtomicInteger looks = new AtomicInteger();
    journal =
        store.journal(
            this::keep,
            alarms::add,
            () -> {
              if (Thread.currentThread().getName().equals("journal")) {
                looks.incrementAndGet();
              }
              return time.getAsLong();
            });
    writeBase("a");
    accept(apply("a", 2, 100));
    awaitKept(new FeedPosition(1, 1));
    int files = names().size();
    full.set(true);
    for (int attempt = 0; attempt < 6; attempt++) {
      // one attempt, by the second that the journal looks in or by what is told
      time.pass(Duration.ofSeconds(8));
      accept(apply("a", 3 + 2 * attempt, 100));
      assertThat(alarms.poll(10, TimeUnit.SECONDS)).contains("No space left");
      // what is told before the disk's next turn asks nothing of it
      int before = looks.get();
      accept(apply("a", 4 + 2 * attempt, 100));
      // at both that were told, and whether it is time
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> looks.get() >= before + 3);
    }
    assertThat(names()).as("the journal that took no more, and one begun").hasSize(files + 1);
    assertThat(alarms).isEmpty();
    assertThat(kept).isEmpty();

    full.set(false);
    time.pass(Duration.ofSeconds(8));

    awaitKept(new FeedPosition(1, seq));
    assertThat(stored()).isEqualTo(held);
    assertThat(names()).hasSize(files + 1);
  }

  @Test
  void base_writtenWhileASnapshotIsBeingMade_theSnapshotsFailureIsNone() throws Exception {
    journal.close();
    CountDownLatch compacting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PowerCutDisk slow = new PowerCutDisk(Files.createDirectory(disk.resolve("slow")));
    slow.beforeStep(
        step -> {
          if (Thread.currentThread().getName().equals("compaction")) {
            compacting.countDown();
            awaitOpen(goOn);
          }
        });
    folder = slow.root().resolve("edge");
    store = DiskStore.open(folder, "e1");
    journal = store.journal(this::keep, alarms::add, time, 500);
    writeBase("a");
    for (int version = 2; version < 8; version++) {
      accept(apply("a", version, 100));
    }
    assertThat(compacting.await(20, TimeUnit.SECONDS)).isTrue();
    for (int base = 0; base < 2; base++) {
      journal.lostTrack();
      seq++;
      writeBase("a");
      awaitKept(new FeedPosition(1, seq));
    }

    goOn.countDown();

    // whose journal is made into a snapshot only after the failed one has been looked at
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              accept(apply("a", seq + 10, 100));
              return store.snapshots().getFirst().generation() > 4;
            });
    assertThat(alarms).isEmpty();
    assertThat(journal.needsBase()).isFalse();
  }

  private static void awaitOpen(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).toList();
    }
  }

  @Test
  void accepted_moreThanMayWait_asksForABase() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    reopen();
    journal.goOn();
    Files.move(folder, disk.resolve("elsewhere"));
    for (int version = 2; version < 80; version++) {
      apply("a", version, MIB);
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> journal.needsBase());
  }

  @Test
  void accepted_diskHangs_alarmsUntilItAnswersAndKeepsAll() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    hang(apply("a", 2, 100));
    FeedPosition waiting = apply("a", 3, 100);
    accept(waiting);
    time.pass(Duration.ofSeconds(4));
    assertThat(journal.needsBase()).isFalse();
    assertThat(alarms).isEmpty();

    time.pass(Duration.ofSeconds(2));

    assertThat(alarms.poll(10, TimeUnit.SECONDS)).contains("does not answer");
    assertThat(kept).isEmpty();
    hanging.countDown();
    awaitKept(waiting);
    assertThat(stored()).isEqualTo(held);
  }

  @Test
  void base_diskHangs_isGivenUpAndAskedForWhenItAnswers() throws Exception {
    writeBase("a");
    awaitKept(new FeedPosition(1, 0));
    hang(apply("a", 2, 100));
    journal.lostTrack();
    CompletableFuture<Void> base = CompletableFuture.runAsync(this::writeLongBase);
    assertThat(base).isNotDone();

    time.pass(Duration.ofSeconds(6));

    base.get(20, TimeUnit.SECONDS);
    time.pass(Duration.ofMinutes(1));
    assertThat(journal.needsBase()).as("while it hangs").isFalse();
    hanging.countDown();
    await().atMost(Duration.ofSeconds(10)).until(() -> journal.needsBase());
    writeBase("a", "b");
    awaitKept(new FeedPosition(1, seq));
    assertThat(stored()).isEqualTo(held);
  }

  /** Has the position accepted, and returns when the journal's thread hangs over it. */
  private void hang(FeedPosition position) throws InterruptedException {
    hanging = new CountDownLatch(1);
    accept(position);
    awaitKept(position);
  }

  /** More pages than may wait. */
  private void writeLongBase() {
    SignedDocument document = document("a 1", 100);
    try (ChangeLog.Base base = journal.beginBase(checkpoint(seq), new FeedPosition(1, seq))) {
      for (int page = 0; page < 20; page++) {
        base.add(List.of(new CurrentDocument("a", false, 1, document)));
      }
      base.seal();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void open_folderInUse_isRefused() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                IOException.class, () -> DiskStore.open(folder, "e1")))
        .hasMessageContaining("another process");
  }

  @Test
  void folder_madeAndWrittenByTheEdge_isForThisUserAlone() throws Exception {
    writeBase("a");
    FeedPosition position = apply("a", 2, 100);
    accept(position);
    awaitKept(position);

    assertThat(permissions(folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void thread_endsWithAnError_goesOnWithAWholeSet() throws Exception {
    writeBase("customer:one");
    awaitKept(new FeedPosition(1, 0));
    failure = new StackOverflowError("made by the test");

    accept(apply("customer:one", 2, 100));

    assertThat(alarms.poll(10, TimeUnit.SECONDS)).contains("StackOverflowError");
    time.pass(Duration.ofSeconds(30));
    await().atMost(Duration.ofSeconds(10)).until(() -> journal.needsBase());
    writeBase("customer:one");
    awaitKept(new FeedPosition(1, 1));
    FeedPosition position = apply("customer:one", 3, 100);
    accept(position);
    awaitKept(position);
  }

  /** A thousand of the largest documents would not fit into any edge's memory. */
  @Test
  void rows_large_comeByPagesOfTheirBytes() throws Exception {
    List<CurrentDocument> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SignedDocument document = document("large " + i, 3 * MIB);
      rows.add(new CurrentDocument("customer:" + i, false, 1, document));
    }
    try (ChangeLog.Base base = journal.beginBase(checkpoint(0), new FeedPosition(1, 0))) {
      base.add(rows);
      base.seal();
    }
    awaitKept(new FeedPosition(1, 0));

    try (StoredSnapshot.Rows stored = store.snapshots().getFirst().rows()) {
      assertThat(stored.next(10)).hasSize(3);
      assertThat(stored.next(10)).hasSize(2);
      assertThat(stored.next(10)).isEmpty();
    }
  }
}
