package com.bpmcentr.edge.usage;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what the event loops have counted brought to disk and to the database ({@link
 * UsageDelivery}), every ten seconds, on a thread of its own.
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
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long LAST_SEND_MILLIS = 2_000;
  private static final long HAND_OVER_MILLIS = 500;

  /**
   * So long another batch is begun. With the last one's deadline it ends before the next flush is
   * due: what is counted meanwhile has to come to disk.
   */
  private static final long SENDING_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final UsageDelivery delivery;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final Queue<Handed> handed = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /** An event loop, which alone touches what is in it. */
  private static final class Loop {

    private final Context context;
    private final UsageCounter counter = new UsageCounter();

    /** When it began to count what it has not handed over. */
    private long begunAt;

    private Loop(Context context, long begunAt) {
      this.context = context;
      this.begunAt = begunAt;
    }

    private Handed handOver(int hour, long now) {
      Handed handed = new Handed(hour, begunAt, counter.handOver());
      begunAt = now;
      return handed;
    }
  }

  /** What a loop has counted since it last handed over. */
  private record Handed(int hour, long begunAt, List<Counter> counters) {}

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
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.delivery =
        new UsageDelivery(
            database,
            totals,
            new UsageBuffer(edgeId, bootId),
            folder == null ? null : new UsageFiles(folder, edgeId),
            nanoTime);
    this.thread = Thread.ofPlatform().daemon().name("usage").unstarted(this);
  }

  /** A counter for the event loop of this context. */
  public UsageCounter counterOf(Context context) {
    Loop loop = new Loop(context, nanoTime.getAsLong());
    loops.add(loop);
    return loop.counter;
  }

  /** Registers the meters. */
  public void register(MeterRegistry registry) {
    delivery.register(registry);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  @Override
  public void run() {
    int hour = hourNow();
    long flushAt = nanoTime.getAsLong() + PERIOD_NANOS;
    try {
      guarded(delivery::findLeftOver);
      while (!stopping.await(sleep(flushAt), TimeUnit.NANOSECONDS)) {
        boolean due = nanoTime.getAsLong() - flushAt >= 0;
        if (due || hour != hourNow()) {
          int ended = hour;
          guarded(() -> collect(ended));
          hour = hourNow();
        }
        if (due) {
          flushAt = nanoTime.getAsLong() + PERIOD_NANOS;
          guarded(this::flush);
        }
      }
      int last = hour;
      guarded(() -> collect(last));
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
            handed.add(loop.handOver(hour, nanoTime.getAsLong()));
            open.countDown();
          });
    }
    boolean all = open.await(HAND_OVER_MILLIS, TimeUnit.MILLISECONDS);
    if (!all) {
      log.warn("an event loop was too busy to hand over what it has counted");
    }
    for (Handed next = handed.poll(); next != null; next = handed.poll()) {
      delivery.add(next.hour, next.begunAt, next.counters);
    }
  }

  private void flush() throws InterruptedException {
    delivery.keep();
    delivery.send(SENDING_NANOS, SEND_MILLIS);
  }

  private void flushLast() throws InterruptedException {
    delivery.keep();
    delivery.sendLast(LAST_SEND_MILLIS);
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
