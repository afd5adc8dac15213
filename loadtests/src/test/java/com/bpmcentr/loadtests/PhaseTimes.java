package com.bpmcentr.loadtests;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long the checks of one phase took: for what Gatling's own assertions cannot do, which is to
 * compare one phase with another. A check without an answer yet counts as the slowest there is, so
 * that an edge that has stopped answering does not look fast.
 */
final class PhaseTimes {
  /** Anything slower counts as this. */
  static final int SLOWEST_MILLIS = 10_000;

  private final AtomicIntegerArray checksByMillis = new AtomicIntegerArray(SLOWEST_MILLIS + 1);
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  void start() {
    started.incrementAndGet();
  }

  /**
   * @param millis from the request to the whole answer
   * @param failure no answer, or another than expected
   */
  void end(int millis, boolean failure) {
    checksByMillis.incrementAndGet(Math.clamp(millis, 0, SLOWEST_MILLIS));
    if (failure) {
      failed.incrementAndGet();
    }
    ended.incrementAndGet();
  }

  int checks() {
    return started.get();
  }

  /** Those that have failed, and those without an answer yet. */
  int failures() {
    return failed.get() + unanswered();
  }

  double failurePercent() {
    return checks() == 0 ? 0 : 100.0 * failures() / checks();
  }

  /** In milliseconds; 0 if there was no check. */
  int percentile(double percent) {
    int unanswered = unanswered();
    long rank = Math.max(1, (long) Math.ceil((ended.get() + unanswered) * percent / 100));
    long seen = 0;
    for (int millis = 0; millis <= SLOWEST_MILLIS; millis++) {
      seen += checksByMillis.get(millis);
      if (seen >= rank) {
        return millis;
      }
    }
    return checks() == 0 ? 0 : SLOWEST_MILLIS;
  }

  private int unanswered() {
    return Math.max(0, started.get() - ended.get());
  }
}
