package com.bpmcentr.edge.journal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a disk that has failed is left in peace: ever longer, since all that waits is written at
 * each attempt, and a full disk may stay full for days. The journal's thread only.
 */
final class DiskPause {

  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final LongSupplier nanoTime;

  /** 0 while the disk works. */
  private long nanos;

  private long end;

  /**
   * No pause yet.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  DiskPause(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The disk has failed: a pause begins, twice as long as the one before. */
  void begin() {
    nanos = Math.clamp(2 * nanos, SHORTEST_NANOS, LONGEST_NANOS);
    end = nanoTime.getAsLong() + nanos;
  }

  /** Whether the disk may be tried. */
  boolean isOver() {
    return nanos == 0 || nanoTime.getAsLong() - end >= 0;
  }

  /**
   * The disk works.
   *
   * @return whether it had failed before
   */
  boolean end() {
    boolean failed = nanos > 0;
    nanos = 0;
    return failed;
  }
}
