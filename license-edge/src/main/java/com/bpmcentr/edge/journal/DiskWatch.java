package com.bpmcentr.edge.journal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a disk that hangs: what is asked of it neither fails nor ends, so that nobody who waits
 * for it can tell.
 */
final class DiskWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);

  /** A disk that works takes a fraction of this, and one that is broken or full says so sooner. */
  private static final long LONGEST_SECONDS = 5;

  /** A whole set may have a gigabyte, which is forced at once. */
  private static final long LONGEST_SECONDS_FOR_A_SET = 60;

  private static final long LOOK_MILLIS = 1_000;

  private final Consumer<String> alarm;
  private final LongSupplier nanoTime;
  private final CountDownLatch closed = new CountDownLatch(1);

  private volatile boolean busy;
  private volatile long until;
  private volatile boolean alarmed;

  /**
   * Begins to watch.
   *
   * @param alarm told every second while the disk hangs
   * @param nanoTime monotonic time in nanoseconds
   */
  DiskWatch(Consumer<String> alarm, LongSupplier nanoTime) {
    this.alarm = alarm;
    this.nanoTime = nanoTime;
    Thread.ofPlatform().daemon().name("journal-watch").start(this::look);
  }

  /** Something is asked of the disk. */
  void begin() {
    begin(LONGEST_SECONDS);
  }

  /** A whole set is asked of the disk. */
  void beginSet() {
    begin(LONGEST_SECONDS_FOR_A_SET);
  }

  private void begin(long seconds) {
    until = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
    busy = true;
  }

  /** What was asked is done, or has failed. */
  void end() {
    busy = false;
    if (alarmed) {
      alarmed = false;
      log.info("journal: the disk answers again");
    }
  }

  /** Whether the disk has not answered for longer than a working one ever takes. */
  boolean isHanging() {
    return busy && nanoTime.getAsLong() - until > 0;
  }

  private void look() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (isHanging()) {
          alarmed = true;
          alarm.accept("it does not answer");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
