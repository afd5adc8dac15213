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
 * <p>A position counts as kept when all its entries, and the checkpoint that proves it, are on the
 * disk. While the disk fails or hangs, nothing does: what is told meanwhile waits in memory, and is
 * written to a new journal as soon as one can be made. When too much waits, a whole set is asked
 * for, once the disk answers.
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

  /** Below this, journals are read in a fraction of a second. */
  static final long LEAST_BYTES_TO_COMPACT = 16L * 1024 * 1024;

  private final JournalFolder folder;
  private final JournalWriter writer;
  private final Consumer<FeedPosition> whenKept;
  private final Consumer<String> diskAlarm;
  private final LongSupplier nanoTime;
  private final long leastBytesToCompact;
  private final DiskWatch watch;
  private final Thread thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);

  private final BlockingQueue<Work> work = new LinkedBlockingQueue<>();

  /** The newest that was seen and that the disk does not lead to; null when there is none. */
  private final AtomicReference<@Nullable Bar> missing = new AtomicReference<>();

  private final AtomicLong bytesWaiting = new AtomicLong();
  private final Semaphore pages = new Semaphore(MOST_PAGES_WAITING);
  private volatile boolean needsBase = true;
  private volatile long noBaseBefore;

  /** The journal's thread only, as all below: told, and not yet kept. */
  private final List<Append> unkept = new ArrayList<>();

  /** Where the mark was last moved to although the disk does not lead there; never back. */
  private @Nullable FeedPosition barred;

  /** So many of them are in a journal and forced, and only the mark is behind. */
  private int appended;

  private @Nullable Thread compacting;

  private final DiskPause pause;
  private final Renewal renewal = new Renewal();

  /** What the feed's thread has told. */
  sealed interface Work {}

  /**
   * To be appended.
   *
   * @param position that the record proves; null for other records
   * @param root of the set at the position; null likewise
   */
  record Append(JournalRecord record, @Nullable FeedPosition position, @Nullable Hash root)
      implements Work {

    long bytes() {
      return switch (record) {
        case JournalRecord.Entry(FeedEntry entry) ->
            RECORD_OVERHEAD + entry.document().payloadLength();
        case JournalRecord.Row(CurrentDocument row, Hash hash) ->
            RECORD_OVERHEAD + row.document().payloadLength();
        default -> RECORD_OVERHEAD;
      };
    }
  }

  /** Before this checkpoint nothing may be answered from the disk. */
  private record Bar(SignedDocument checkpoint, FeedPosition position) {

    boolean isAfter(Bar other) {
      return position.compareTo(other.position) > 0;
    }
  }

  /** There is something to be barred. */
  private record Missing() implements Work {}

  private record GoOn() implements Work {}

  private record KeysChanged() implements Work {}

  private record BeginBase(SignedDocument checkpoint) implements Work {}

  private record AddToBase(List<CurrentDocument> rows) implements Work {}

  private record SealBase(SignedDocument checkpoint, FeedPosition position) implements Work {}

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
    append(new Append(new JournalRecord.Entry(entry), null, null));
  }

  @Override
  public void applied(CurrentDocument row) {
    append(new Append(new JournalRecord.Row(row), null, null));
  }

  @Override
  public void accepted(SignedDocument checkpoint, FeedPosition position, Hash root) {
    append(new Append(new JournalRecord.Proof(checkpoint), position, root));
  }

  @Override
  public void unproven(SignedDocument checkpoint, FeedPosition position) {
    if (needsBase && bar(new Bar(checkpoint, position)) == null) {
      // one word for all that follows until it is done, however long the disk hangs
      work.add(new Missing());
    }
  }

  private @Nullable Bar bar(Bar bar) {
    return missing.getAndUpdate(known -> known != null && known.isAfter(bar) ? known : bar);
  }

  private void append(Append append) {
    if (!needsBase && bytesWaiting.addAndGet(append.bytes()) > MOST_BYTES_WAITING) {
      bytesWaiting.addAndGet(-append.bytes());
      log.warn("journal: the disk is too far behind, all that is held will be written anew");
      needsBase = true;
    }
    if (!needsBase) {
      work.add(append);
    } else if (append.record() instanceof JournalRecord.Proof(SignedDocument checkpoint)
        && append.position() != null) {
      unproven(checkpoint, append.position());
    }
  }

  @Override
  public void lostTrack() {
    needsBase = true;
  }

  @Override
  public void keysChanged() {
    work.add(new KeysChanged());
  }

  @Override
  public boolean needsBase() {
    return needsBase && !watch.isHanging() && nanoTime.getAsLong() - noBaseBefore >= 0;
  }

  @Override
  public Base beginBase(SignedDocument checkpoint) {
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
      public void seal(FeedPosition position) {
        if (givenUp) {
          return;
        }
        done = true;
        // from here on what is told follows the set, also while that is still being written
        needsBase = false;
        missing.set(null);
        work.add(new SealBase(checkpoint, position));
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
        boolean idle = unkept.isEmpty() && missing.get() == null;
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
        if (stopping || pause.isOver()) {
          watch.begin();
          keep();
        }
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
        case Append append -> {
          unkept.add(append);
          if (append.position() != null) {
            renewal.accepted();
          }
        }
        case Missing wake -> {
          // barred below
        }
        case GoOn goOn -> countWhatIsThere();
        case KeysChanged changed -> {
          // the mark may be of a key that counts for nothing now
          barred = null;
          writer.forgetLastProof();
          renewal.want();
        }
        case BeginBase(SignedDocument checkpoint) -> writer.beginSnapshot(checkpoint);
        case AddToBase(List<CurrentDocument> rows) -> {
          pages.release();
          writer.addToSnapshot(rows);
        }
        case SealBase(SignedDocument checkpoint, FeedPosition position) -> {
          forgetUnkept();
          Bar unsealed = new Bar(checkpoint, position);
          bar(unsealed);
          writer.finishSnapshot(checkpoint);
          missing.compareAndSet(unsealed, null);
          barred = null;
          renewal.done();
          worked();
          whenKept.accept(position);
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

  private void countWhatIsThere() {
    try {
      writer.countBytes();
    } catch (IOException e) {
      // only says when to make a snapshot; the first record tells whether the disk works
      log.warn("journal: the size of what is there is not known: {}", e.getMessage());
    }
  }

  private void keep() {
    Bar newest = newestProof();
    try {
      if (appended < unkept.size()) {
        writer.append(unkept.subList(appended, unkept.size()));
        appended = unkept.size();
      }
      if (newest != null) {
        writer.mark(newest.checkpoint);
        missing.updateAndGet(bar -> bar == null || !bar.isAfter(newest) ? null : bar);
        barred = null;
      }
      barOlder();
    } catch (IOException e) {
      if (needsBase) {
        giveUpUnkept();
      } else if (newest != null) {
        bar(newest);
      }
      try {
        barOlder();
      } catch (IOException also) {
        // one failure is told of a disk that takes nothing
        e.addSuppressed(also);
      }
      failed(e);
      return;
    }
    if (unkept.isEmpty()) {
      return;
    }
    worked();
    Append last = unkept.getLast();
    forgetUnkept();
    if (newest != null) {
      whenKept.accept(newest.position);
    }
    if (last.root() != null) {
      compactIfLong(last.root());
    }
  }

  /**
   * A start that cannot find what was accepted must not answer from what is older: the mark goes
   * ahead of the journal. It is written in its place, which a full disk still allows.
   */
  private void barOlder() throws IOException {
    Bar bar = missing.get();
    if (bar == null) {
      return;
    }
    boolean isFurther = barred == null || barred.compareTo(bar.position) < 0;
    if (isFurther && writer.hasSnapshot()) {
      writer.mark(bar.checkpoint);
      barred = bar.position;
    }
    missing.compareAndSet(bar, null);
  }

  private @Nullable Bar newestProof() {
    for (Append append : unkept.reversed()) {
      if (append.record() instanceof JournalRecord.Proof(SignedDocument checkpoint)
          && append.position() != null) {
        return new Bar(checkpoint, append.position());
      }
    }
    return null;
  }

  /** What waits does not come to the disk, except with the next whole set. */
  private void giveUpUnkept() {
    Bar newest = newestProof();
    if (newest != null) {
      bar(newest);
    }
    forgetUnkept();
  }

  private void forgetUnkept() {
    unkept.forEach(append -> bytesWaiting.addAndGet(-append.bytes()));
    unkept.clear();
    appended = 0;
  }

  /** What is on disk is not what is held any more, and appending to it would not mend that. */
  private void startOver() {
    noBaseBefore = nanoTime.getAsLong() + BASE_RETRY_NANOS;
    needsBase = true;
    giveUpUnkept();
    try {
      writer.forgetSnapshot();
    } catch (IOException e) {
      // deleted at the next start
    }
  }

  private void compactIfLong(Hash root) {
    boolean isLong = writer.bytes() >= Math.max(leastBytesToCompact, writer.snapshotBytes() / 2);
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
    writer.compacted();
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
