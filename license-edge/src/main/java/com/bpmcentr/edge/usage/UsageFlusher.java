package com.bpmcentr.edge.usage;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the event loops have counted to disk and to the database, every ten seconds, on a
 * thread of its own. In this order: a batch is on disk before it is sent, and its file goes when
 * the database has counted it. A batch whose answer was lost is sent again as it was.
 *
 * <p>Calls belong to the hour in which the loops' counting began, so the loops also hand over when
 * an hour ends.
 */
public final class UsageFlusher implements Runnable, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(UsageFlusher.class);

  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long SEND_MILLIS = 5_000;

  /** So soon it is noticed that a clock was set. */
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LAST_SEND_MILLIS = 2_000;
  private static final long HAND_OVER_MILLIS = 500;

  /** The usual one, and one more so that what an outage has left is caught up with. */
  private static final int BATCHES_A_FLUSH = 2;

  private static final int LEFT_OVERS_A_FLUSH = 20;

  private final PgUsage database;
  private final OperationTotals totals;
  private final @Nullable UsageFiles files;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final UsageBuffer buffer;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final Queue<Handed> handed = new ConcurrentLinkedQueue<>();
  private final Deque<Path> leftOver = new ArrayDeque<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile long waitingRows;
  private volatile long withoutDetail;
  private boolean failing;
  private boolean diskFailing;

  private record Loop(Context context, UsageCounter counter) {}

  /** What a loop has counted since it last handed over. */
  private record Handed(int hour, List<Counter> counters) {}

  /**
   * A flusher that does nothing yet.
   *
   * @param folder where unsent batches are kept over a restart; null: only in memory
   * @param nanoTime monotonic time in nanoseconds
   */
  public UsageFlusher(
      PgUsage database,
      OperationTotals totals,
      @Nullable Path folder,
      String edgeId,
      UUID bootId,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.database = database;
    this.totals = totals;
    this.files = folder == null ? null : new UsageFiles(folder);
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.buffer = new UsageBuffer(edgeId, bootId);
    this.thread = Thread.ofPlatform().daemon().name("usage").unstarted(this);
  }

  /** A counter for the event loop of this context. */
  public UsageCounter counterOf(Context context) {
    UsageCounter counter = new UsageCounter();
    loops.add(new Loop(context, counter));
    return counter;
  }

  /** Registers the meters. */
  public void register(MeterRegistry registry) {
    Gauge.builder("edge.usage.waiting.rows", this, flusher -> flusher.waitingRows)
        .description("Rows of usage that the database has not counted yet")
        .register(registry);
    FunctionCounter.builder("edge.usage.flush.failures", failures, AtomicLong::get)
        .description("Flushes that the database did not answer")
        .register(registry);
    FunctionCounter.builder("edge.usage.calls.without.detail", this, f -> f.withoutDetail)
        .description("Calls counted by hour and code only, since there was no room for more")
        .register(registry);
    FunctionCounter.builder("edge.usage.calls.lost", lost, AtomicLong::get)
        .description("Calls that will not be counted: refused by the database, or left at a stop")
        .register(registry);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  @Override
  public void run() {
    findLeftOvers();
    int hour = hourNow();
    long flushAt = nanoTime.getAsLong() + PERIOD_NANOS;
    try {
      while (!stopping.await(sleep(flushAt), TimeUnit.NANOSECONDS)) {
        boolean due = nanoTime.getAsLong() - flushAt >= 0;
        if (due || hour != hourNow()) {
          collect(hour);
          hour = hourNow();
        }
        if (due) {
          flushAt = nanoTime.getAsLong() + PERIOD_NANOS;
          guarded(this::flush);
        }
      }
      collect(hour);
      guarded(this::flushLast);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nanoseconds until the flush or until the hour ends, whatever comes first, or less. */
  private long sleep(long flushAt) {
    long toHour = HOUR_MILLIS - Math.floorMod(clock.millis(), HOUR_MILLIS);
    long next = Math.min(flushAt - nanoTime.getAsLong(), TimeUnit.MILLISECONDS.toNanos(toHour));
    return Math.min(next, LONGEST_SLEEP_NANOS);
  }

  private int hourNow() {
    return (int) Math.floorDiv(clock.millis(), HOUR_MILLIS);
  }

  /** Takes over what the loops have counted; a loop that is busy is waited for the next time. */
  private void collect(int hour) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(loops.size());
    for (Loop loop : loops) {
      loop.context.runOnContext(
          here -> {
            handed.add(new Handed(hour, loop.counter.handOver()));
            open.countDown();
          });
    }
    boolean all = open.await(HAND_OVER_MILLIS, TimeUnit.MILLISECONDS);
    if (!all) {
      log.warn("an event loop was too busy to hand over what it has counted");
    }
    for (Handed next = handed.poll(); next != null; next = handed.poll()) {
      buffer.add(next.hour, next.counters);
    }
    waitingRows = buffer.rows();
    withoutDetail = buffer.withoutDetail();
  }

  private void flush() throws InterruptedException {
    keep();
    for (int i = 0; i < LEFT_OVERS_A_FLUSH && !leftOver.isEmpty(); i++) {
      if (!sendLeftOver(leftOver.peekFirst())) {
        return;
      }
      leftOver.removeFirst();
    }
    for (int i = 0; i < BATCHES_A_FLUSH; i++) {
      UsageBatch batch = buffer.oldest();
      if (batch == null || !send(batch, SEND_MILLIS)) {
        return;
      }
    }
  }

  private void flushLast() throws InterruptedException {
    keep();
    long start = nanoTime.getAsLong();
    UsageBatch batch = buffer.oldest();
    while (batch != null) {
      long passed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
      if (passed >= LAST_SEND_MILLIS || !send(batch, LAST_SEND_MILLIS - passed)) {
        break;
      }
      batch = buffer.oldest();
    }
    long unkept =
        buffer.batches().stream()
            .filter(waiting -> !waiting.kept())
            .mapToLong(UsageBatch::sum)
            .sum();
    if (unkept > 0) {
      lost.addAndGet(unkept);
      log.warn("{} calls are not counted: neither database nor disk took them", unkept);
    }
  }

  /** Brings every batch that has changed to disk. */
  private void keep() {
    UsageFiles disk = files;
    if (disk == null) {
      return;
    }
    try {
      for (UsageBatch batch : buffer.batches()) {
        if (!batch.kept()) {
          disk.write(batch);
          batch.markKept();
        }
      }
      diskFailing = false;
    } catch (IOException e) {
      // counting goes on in memory; a crash would cost what is not in the database yet
      if (!diskFailing) {
        log.warn("usage cannot be kept on disk: {}", e.getMessage());
      }
      diskFailing = true;
    }
  }

  /** Whether the batch is done with: counted, or refused for good. */
  private boolean send(UsageBatch batch, long deadlineMillis) throws InterruptedException {
    batch.fix();
    Throwable failure = null;
    try {
      totals.counted(batch, result(database.record(batch, deadlineMillis), deadlineMillis));
      delete(batch);
    } catch (ExecutionException e) {
      failure = e.getCause() == null ? e : e.getCause();
    } catch (TimeoutException e) {
      failure = e;
    }
    if (failure != null && !PgUsage.isRefusal(failure)) {
      noteFailure(failure);
      return false;
    }
    if (failure != null) {
      refused(batch, failure);
    }
    failing = false;
    buffer.removeOldest();
    waitingRows = buffer.rows();
    return true;
  }

  private void refused(UsageBatch batch, Throwable refusal) {
    lost.addAndGet(batch.sum());
    log.error(
        "the database refuses a batch of usage, {} calls: {}", batch.sum(), refusal.getMessage());
    UsageFiles disk = files;
    if (disk != null && batch.kept()) {
      setAside(disk, disk.file(batch));
    }
  }

  /** Whether the file is done with: its batch counted, or set aside. */
  private boolean sendLeftOver(Path file) throws InterruptedException {
    UsageFiles disk = files;
    if (disk == null) {
      return true;
    }
    try {
      UsageBatch batch = disk.read(file);
      result(database.record(batch, SEND_MILLIS), SEND_MILLIS);
      disk.delete(batch);
    } catch (DamagedUsageException e) {
      log.error("{} is set aside: {}", file.getFileName(), e.getMessage());
      setAside(disk, file);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause() == null ? e : e.getCause();
      if (!PgUsage.isRefusal(failure)) {
        noteFailure(failure);
        return false;
      }
      log.error("{} is set aside: the database refuses it", file.getFileName());
      setAside(disk, file);
    } catch (TimeoutException e) {
      noteFailure(e);
      return false;
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", file.getFileName(), e.getMessage());
    }
    return true;
  }

  private void findLeftOvers() {
    UsageFiles disk = files;
    if (disk == null) {
      return;
    }
    try {
      leftOver.addAll(disk.leftOver());
    } catch (IOException e) {
      log.warn("left-over usage cannot be read: {}", e.getMessage());
    }
  }

  private void delete(UsageBatch batch) {
    UsageFiles disk = files;
    try {
      if (disk != null) {
        disk.delete(batch);
      }
    } catch (IOException e) {
      // the next start sends it once more, and the database knows it
      log.warn("a counted batch cannot be deleted: {}", e.getMessage());
    }
  }

  private static void setAside(UsageFiles disk, Path file) {
    try {
      disk.setAside(file);
    } catch (IOException e) {
      log.warn("{} cannot be set aside: {}", file.getFileName(), e.getMessage());
    }
  }

  private void noteFailure(Throwable failure) {
    failures.incrementAndGet();
    if (!failing) {
      log.warn("usage cannot be brought to the database: {}", failure.getMessage());
    }
    failing = true;
  }

  /**
   * The link has a deadline of its own; this one only keeps a closed event loop from hanging us.
   */
  private static <T> T result(Future<T> future, long deadlineMillis)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(deadlineMillis + 500, TimeUnit.MILLISECONDS);
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /** A defect here must not end the counting. */
  private static void guarded(Work work) throws InterruptedException {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("usage could not be flushed", e);
    }
  }

  /** Counts what has been counted so far, within three seconds in the database, else on disk. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      // not of a Duration: that would not have a thread that was never started
      thread.join(HAND_OVER_MILLIS + LAST_SEND_MILLIS + 500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
