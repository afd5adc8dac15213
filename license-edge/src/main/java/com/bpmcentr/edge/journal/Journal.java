package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the edge holds to its disk: what is applied is appended to a journal, exact bytes,
 * and forced in batches; a journal that has grown long is made into a snapshot in the background.
 *
 * <p>While the disk fails or hangs, what is told waits in memory, and is written to a new journal
 * as soon as one can be made. When too much waits, a whole set is asked for, once the disk answers.
 *
 * <p>Two things are promised.
 *
 * <p><b>A position that is kept is on the disk</b>: all its entries, the checkpoint that proves it,
 * and the mark at it or beyond. Nothing is appended after a gap: what is told is queued in order;
 * where the feed's thread has lost the track ({@link #needsBase}) it queues nothing more, so what
 * is queued has no gap; where anything that was queued is given up, all that is queued behind it is
 * dropped ({@link #follows}), until a whole set is on the disk.
 *
 * <p><b>What was seen is not forgotten</b>: a start whose disk ends before the mark answers nothing
 * from it. The newest checkpoint that was told in any way stands in {@link #seen} until it is kept.
 * As long as nothing can be kept, because a whole set is needed or the disk has failed, the mark is
 * moved there, in each turn, whatever else is waited for: it is written in its place, which a full
 * disk still allows. It does not go back, but to a whole set that is proven and on the disk, or
 * when the key that signed it is compromised.
 */
public final class Journal implements ChangeLog, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private static final long MOST_BYTES_WAITING = 64L * 1024 * 1024;
  private static final int MOST_PAGES_WAITING = 8;
  private static final long PAGE_MILLIS = 100;
  private static final long LOOK_MILLIS = 1_000;

  private static final long BASE_RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long STOP_MILLIS = 4_000;
  private static final long RECORD_OVERHEAD = 512;

  private final JournalFolder folder;
  private final JournalWriter writer;
  private final Consumer<FeedPosition> whenKept;
  private final Consumer<String> diskAlarm;
  private final LongSupplier nanoTime;
  private final long leastBytesToCompact;
  private final DiskWatch watch;
  private final Thread thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);

  private final BlockingQueue<Work> work = new LinkedBlockingQueue<>();

  /** The newest that was told and that neither is kept nor has the mark; null: there is none. */
  private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

  /** Where the mark was last moved to although the disk does not lead there; null: nowhere. */
  private final AtomicReference<@Nullable Seen> barred = new AtomicReference<>();

  private final AtomicLong bytesWaiting = new AtomicLong();
  private final Semaphore pages = new Semaphore(MOST_PAGES_WAITING);

  /** Whether what is told is of no use before a whole set; set by both threads. */
  private volatile boolean needsBase = true;

  private volatile long noBaseBefore;

  /** The journal's thread only, as all below: whether what comes next follows what is written. */
  private boolean follows;

  /** Told, and not yet kept. */
  private final List<Told> unkept = new ArrayList<>();

  /** So many of them are in a journal and forced, and only the mark is behind. */
  private int appended;

  private @Nullable Thread compacting;

  private final DiskPause pause;
  private final Renewal renewal = new Renewal();

  /** What the feed's thread has told. */
  sealed interface Work {}

  /** To be appended. */
  sealed interface Told extends Work {

    JournalRecord record();

    default long bytes() {
      return switch (record()) {
        case JournalRecord.Entry(FeedEntry entry) ->
            RECORD_OVERHEAD + entry.document().payloadLength();
        case JournalRecord.Row(CurrentDocument row, Hash hash) ->
            RECORD_OVERHEAD + row.document().payloadLength();
        default -> RECORD_OVERHEAD;
      };
    }
  }

  private record Applied(JournalRecord record) implements Told {}

  /**
   * What is held is what a checkpoint says.
   *
   * @param root of the set
   */
  record Proven(Seen seen, Hash root) implements Told {

    @Override
    public JournalRecord record() {
      return new JournalRecord.Proof(seen.checkpoint);
    }
  }

  /** A trusted checkpoint, before which nothing may be answered from the disk. */
  record Seen(SignedDocument checkpoint, FeedPosition position) {

    boolean isAfter(Seen other) {
      return position.compareTo(other.position) > 0;
    }

    boolean isOf(Set<String> keyIds) {
      return keyIds.contains(checkpoint.keyId());
    }
  }

  /** There may be something to be barred. */
  private record Look() implements Work {}

  private record GoOn() implements Work {}

  private record KeysChanged(Set<String> compromised) implements Work {}

  private record BeginBase(SignedDocument checkpoint) implements Work {}

  private record AddToBase(List<CurrentDocument> rows) implements Work {}

  private record SealBase(Seen proven) implements Work {}

  private record ForgetBase() implements Work {}

  private record Compacted(long generation, @Nullable Throwable failure) implements Work {}

  private record Stop() implements Work {}

  /**
   * A journal that needs a base, unless {@link #goOn} is called first.
   *
   * @param mark open, and read if it is to be
   * @param whenKept told of each position that is safe on the disk
   * @param diskAlarm told, in a few words, that the disk fails or hangs
   * @param nanoTime monotonic time in nanoseconds
   * @param leastBytesToCompact of journals, before they are made into a snapshot
   */
  Journal(
      JournalFolder folder,
      Mark mark,
      Consumer<FeedPosition> whenKept,
      Consumer<String> diskAlarm,
      LongSupplier nanoTime,
      long leastBytesToCompact)
      throws IOException {
    this.folder = folder;
    this.writer = new JournalWriter(folder, mark);
    this.whenKept = whenKept;
    this.diskAlarm = diskAlarm;
    this.nanoTime = nanoTime;
    this.leastBytesToCompact = leastBytesToCompact;
    this.noBaseBefore = nanoTime.getAsLong();
    this.pause = new DiskPause(nanoTime);
    this.watch = new DiskWatch(diskAlarm, nanoTime);
    thread.start();
  }

  @Override
  public void goOn() {
    needsBase = false;
    work.add(new GoOn());
  }

  @Override
  public void applied(FeedEntry entry) {
    append(new Applied(new JournalRecord.Entry(entry)));
  }

  @Override
  public void applied(CurrentDocument row) {
    append(new Applied(new JournalRecord.Row(row)));
  }

  @Override
  public void accepted(SignedDocument checkpoint, FeedPosition position, Hash root) {
    Seen proven = new Seen(checkpoint, position);
    // it is what is held: whatever was seen before counts for nothing beside it
    lookAfter(seen.getAndSet(proven));
    append(new Proven(proven, root));
  }

  @Override
  public void unproven(SignedDocument checkpoint, FeedPosition position) {
    Seen next = new Seen(checkpoint, position);
    lookAfter(seen.getAndUpdate(known -> known != null && known.isAfter(next) ? known : next));
  }

  /** One word for all that is seen until it has been looked at, however long the disk hangs. */
  private void lookAfter(@Nullable Seen before) {
    if (before == null) {
      work.add(new Look());
    }
  }

  private void append(Told told) {
    if (needsBase) {
      return;
    }
    if (bytesWaiting.addAndGet(told.bytes()) <= MOST_BYTES_WAITING) {
      work.add(told);
      return;
    }
    bytesWaiting.addAndGet(-told.bytes());
    log.warn("journal: the disk is too far behind, all that is held will be written anew");
    lostTrack();
  }

  @Override
  public void lostTrack() {
    needsBase = true;
    work.add(new Look());
  }

  @Override
  public void keysChanged(Set<String> compromised) {
    // at once, for what is seen next; and in its turn, for what is being barred
    forgetWhatIsOf(compromised);
    work.add(new KeysChanged(compromised));
  }

  private void forgetWhatIsOf(Set<String> keyIds) {
    for (AtomicReference<@Nullable Seen> place : List.of(seen, barred)) {
      place.updateAndGet(known -> known != null && known.isOf(keyIds) ? null : known);
    }
  }

  @Override
  public boolean needsBase() {
    return needsBase && !watch.isHanging() && nanoTime.getAsLong() - noBaseBefore >= 0;
  }

  @Override
  public Base beginBase(SignedDocument checkpoint, FeedPosition position) {
    // its rows count as they are read, long before they are on the disk
    unproven(checkpoint, position);
    work.add(new BeginBase(checkpoint));
    return new Base() {
      private boolean done;
      private boolean givenUp;

      @Override
      public void add(List<CurrentDocument> rows) throws InterruptedException {
        while (!givenUp && !pages.tryAcquire(PAGE_MILLIS, TimeUnit.MILLISECONDS)) {
          givenUp = watch.isHanging();
        }
        if (!givenUp) {
          work.add(new AddToBase(rows));
        }
      }

      @Override
      public void seal() {
        if (givenUp) {
          return;
        }
        done = true;
        Seen proven = new Seen(checkpoint, position);
        seen.set(proven);
        // from here on what is told follows the set, also while that is still being written
        needsBase = false;
        work.add(new SealBase(proven));
      }

      @Override
      public void close() {
        if (!done) {
          // it costs the database a full read: the next one has time
          noBaseBefore = nanoTime.getAsLong() + BASE_RETRY_NANOS;
          work.add(new ForgetBase());
        }
      }
    };
  }

  private void run() {
    boolean stopping = false;
    while (!stopping) {
      watch.end();
      try {
        boolean idle = unkept.isEmpty() && seen.get() == null;
        Work first = idle ? work.take() : work.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        for (Work next = first; next != null; next = work.poll()) {
          stopping |= next instanceof Stop;
          if (next instanceof SealBase) {
            watch.beginSet();
          } else {
            watch.begin();
          }
          handle(next);
        }
        watch.begin();
        if (stopping || pause.isOver()) {
          keep();
        }
        bar();
      } catch (InterruptedException e) {
        stopping = true;
      } catch (OutOfMemoryError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        // a defect of ours must not end the thread: what is told would wait for ever
        log.error("journal: failed, all that is held will be written anew", e);
        startOver();
        diskAlarm.accept("the journal's own failure: " + e);
      }
    }
    end();
  }

  private void end() {
    try {
      if (compacting != null) {
        // what it has written so far is deleted at the next start
        compacting.interrupt();
        compacting.join(STOP_MILLIS);
      }
      writer.close();
    } catch (IOException e) {
      log.warn("journal: not closed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Work next) {
    try {
      switch (next) {
        case Told told -> take(told);
        case Look look -> bar();
        case GoOn goOn -> {
          follows = true;
          countWhatIsThere();
        }
        case KeysChanged(Set<String> compromised) -> {
          forgetWhatIsOf(compromised);
          writer.forgetLastProof();
          renewal.want();
        }
        case BeginBase(SignedDocument checkpoint) -> writer.beginSnapshot(checkpoint);
        case AddToBase(List<CurrentDocument> rows) -> {
          pages.release();
          writer.addToSnapshot(rows);
        }
        case SealBase(Seen proven) -> {
          forgetUnkept();
          writer.finishSnapshot(proven.checkpoint);
          follows = true;
          barred.set(null);
          forgetSeen(proven);
          renewal.done();
          worked();
          whenKept.accept(proven.position);
        }
        case ForgetBase forget -> writer.forgetSnapshot();
        case Compacted done -> compacted(done);
        case Stop stop -> {
          // what was told before is forced after this
        }
      }
    } catch (IOException e) {
      startOver();
      failed(e);
    }
  }

  private void take(Told told) {
    if (!follows) {
      bytesWaiting.addAndGet(-told.bytes());
      return;
    }
    unkept.add(told);
    if (told instanceof Proven) {
      renewal.accepted();
    }
  }

  private void countWhatIsThere() {
    try {
      writer.countBytes();
    } catch (IOException e) {
      // only says when to make a snapshot; the first record tells whether the disk works
      log.warn("journal: the size of what is there is not known: {}", e.getMessage());
    }
  }

  private void keep() {
    if (unkept.isEmpty()) {
      return;
    }
    Proven newest = newestProven();
    try {
      if (appended < unkept.size()) {
        writer.append(unkept.subList(appended, unkept.size()));
        appended = unkept.size();
      }
      if (newest != null) {
        markKept(newest.seen);
      }
    } catch (IOException e) {
      if (needsBase) {
        giveUp();
      }
      failed(e);
      return;
    }
    worked();
    Told last = unkept.getLast();
    forgetUnkept();
    if (newest != null) {
      whenKept.accept(newest.seen.position);
    }
    if (last instanceof Proven(Seen at, Hash root)) {
      compactIfLong(root);
    }
  }

  private @Nullable Proven newestProven() {
    for (Told told : unkept.reversed()) {
      if (told instanceof Proven proven) {
        return proven;
      }
    }
    return null;
  }

  private void markKept(Seen kept) throws IOException {
    Seen ahead = barred.get();
    if (ahead == null || !ahead.isAfter(kept)) {
      writer.mark(kept.checkpoint);
      barred.set(null);
    }
    forgetSeen(kept);
  }

  /** Moves the mark ahead of the disk as long as that cannot be brought to where the mark is. */
  private void bar() {
    Seen newest = seen.get();
    boolean pausing = !pause.isOver();
    if (newest == null || !(needsBase || pausing)) {
      return;
    }
    Seen before = barred.get();
    try {
      if ((before == null || newest.isAfter(before)) && writer.hasSnapshot()) {
        writer.mark(newest.checkpoint);
        barred.set(newest);
      }
      seen.compareAndSet(newest, null);
    } catch (IOException e) {
      // tried again every second; no pause, as little is written
      if (!pausing) {
        diskAlarm.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  /** It is kept, and all that was seen before. */
  private void forgetSeen(Seen kept) {
    seen.updateAndGet(known -> known != null && known.isAfter(kept) ? known : null);
  }

  /** What waits does not come to the disk, nor what follows it, except with the next whole set. */
  private void giveUp() {
    follows = false;
    needsBase = true;
    forgetUnkept();
  }

  private void forgetUnkept() {
    unkept.forEach(told -> bytesWaiting.addAndGet(-told.bytes()));
    unkept.clear();
    appended = 0;
  }

  /** What is on disk is not what is held any more, and appending to it would not mend that. */
  private void startOver() {
    noBaseBefore = nanoTime.getAsLong() + BASE_RETRY_NANOS;
    giveUp();
    try {
      writer.forgetSnapshot();
    } catch (IOException e) {
      // deleted at the next start
    }
  }

  private void compactIfLong(Hash root) {
    boolean isLong =
        writer.bytes() >= StoredLength.mostOfJournals(writer.snapshotBytes(), leastBytesToCompact);
    if (compacting != null || !(isLong || renewal.isDue(nanoTime.getAsLong()))) {
      return;
    }
    try {
      long generation = writer.rotate();
      renewal.begun(nanoTime.getAsLong() + BASE_RETRY_NANOS);
      compacting =
          Thread.ofPlatform()
              .daemon()
              .name("compaction")
              .start(() -> work.add(compact(generation, root)));
    } catch (IOException e) {
      failed(e);
    }
  }

  private Compacted compact(long generation, Hash root) {
    try {
      new Compaction(folder).run(generation, root);
      return new Compacted(generation, null);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (IOException | DamagedFileException | RuntimeException | Error e) {
      return new Compacted(generation, e);
    }
  }

  private void compacted(Compacted done) throws IOException {
    compacting = null;
    // after a failure too: the next attempt is due when as much has been added again
    writer.countBytes();
    if (done.failure != null && done.generation < writer.newestSnapshot()) {
      // a whole set was written meanwhile, and what this one read may be deleted
      return;
    }
    switch (done.failure) {
      case null -> {
        renewal.made();
        log.info("journal: snapshot {} is made", done.generation);
      }
      case IOException e -> failed(e);
      default -> {
        startOver();
        diskAlarm.accept("what was written cannot be read: " + done.failure.getMessage());
      }
    }
  }

  private void failed(IOException e) {
    pause.begin();
    diskAlarm.accept(String.valueOf(e.getMessage()));
  }

  private void worked() {
    if (pause.end()) {
      log.info("journal: the disk works again");
    }
  }

  /** Writes what has been told, for a few seconds at most, and ends. */
  @Override
  public void close() throws IOException {
    watch.close();
    work.add(new Stop());
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
