package com.bpmcentr.edge.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What is left of a rate, in one number: the time at which the bucket is full again (the generic
 * cell rate algorithm, ITU-T I.371). Any thread may draw; none waits.
 */
final class Bucket {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long nanosForOne;
  private final long nanosForAll;
  private final AtomicLong fullAt;

  /**
   * A full bucket.
   *
   * @param now monotonic time in nanoseconds
   */
  Bucket(Rate rate, long now) {
    nanosForOne = NANOS_PER_SECOND / rate.perSecond();
    nanosForAll = nanosForOne * rate.burst();
    fullAt = new AtomicLong(now);
  }

  /**
   * Takes one out, if there is one.
   *
   * @return 0, or in how many nanoseconds there will be one
   */
  long draw(long now) {
    while (true) {
      long seen = fullAt.get();
      long next = withOneLess(seen, now);
      long wait = next - now - nanosForAll;
      if (wait > 0) {
        return wait;
      }
      if (fullAt.compareAndSet(seen, next)) {
        return 0;
      }
    }
  }

  /**
   * Takes so many out, also where there are fewer: the debt, at most as much again, is paid first.
   */
  void charge(int count, long now) {
    fullAt.updateAndGet(
        seen -> {
          long ahead = Math.max(0, seen - now) + count * nanosForOne;
          return now + Math.min(ahead, 2 * nanosForAll);
        });
  }

  /** In how many nanoseconds there will be one; 0 or less: there is. */
  long waitFrom(long now) {
    return withOneLess(fullAt.get(), now) - now - nanosForAll;
  }

  private long withOneLess(long seen, long now) {
    return (seen - now < 0 ? now : seen) + nanosForOne;
  }
}
