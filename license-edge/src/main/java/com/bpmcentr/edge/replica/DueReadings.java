package com.bpmcentr.edge.replica;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether more than the next entries has to be read, and when: the buckets that differ, or all
 * current documents. The feed's thread only.
 *
 * <p>It costs the database a full read. So a reading that has not helped is repeated later and
 * later; and one that finds no place, since other edges are reading, asks again at a moment of its
 * own. Meanwhile entries are followed.
 */
final class DueReadings {

  private static final Logger log = LoggerFactory.getLogger(DueReadings.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long SHORTEST_WAIT_MILLIS = 500;
  private static final long LONGEST_WAIT_MILLIS = 1_500;
  private static final long TOLD_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Doorbell doorbell;
  private final LongSupplier nanoTime;

  private boolean setDue = true;

  /** What is held differs: the buckets that do are read, and if that does not help, all. */
  private boolean bucketsDue;

  /** Since the held set last was what a checkpoint says. */
  private boolean bucketsTried;

  /** Between one reading of the whole set that did not help and the next. */
  private Duration pause = Duration.ZERO;

  private long lastSetAt;
  private boolean waiting;
  private long waitingSince;
  private long nextAttemptAt;
  private long toldAt;

  /**
   * Nothing is held yet: the set is due.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  DueReadings(Doorbell doorbell, LongSupplier nanoTime) {
    this.doorbell = doorbell;
    this.nanoTime = nanoTime;
  }

  /** At once if none has been tried in vain; else at its time, with the polls going on. */
  void wantSet() {
    setDue = true;
    if (pause.isZero() && !waiting) {
      doorbell.ring();
    }
  }

  /** With the next poll at the earliest: what has just failed may fail again at once. */
  void wantSetLater() {
    setDue = true;
  }

  /** Once by buckets; as long as that has not helped, by reading all. */
  void wantBuckets() {
    if (bucketsTried) {
      wantSet();
    } else {
      bucketsDue = true;
      if (!waiting) {
        doorbell.ring();
      }
    }
  }

  /** Whether all current documents are to be read now, since what is held is not what it should. */
  boolean isSetDue() {
    return setDue && nanoTime.getAsLong() - lastSetAt >= pause.toNanos();
  }

  boolean areBucketsDue() {
    return bucketsDue;
  }

  /** Nothing more than entries is to be read. */
  void noneIsDue() {
    waiting = false;
  }

  /** Whether there was no place at the last attempt. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether a place may be asked for. */
  boolean mayAttempt() {
    return !waiting || nanoTime.getAsLong() - nextAttemptAt >= 0;
  }

  /** How long a waiting edge may sleep before it asks again. */
  Duration untilNextAttempt() {
    return Duration.ofNanos(Math.max(0, nextAttemptAt - nanoTime.getAsLong()));
  }

  /** As many edges are reading as may. */
  void foundNoPlace() {
    long now = nanoTime.getAsLong();
    if (!waiting) {
      waiting = true;
      waitingSince = now;
      toldAt = now;
    } else if (now - toldAt >= TOLD_EVERY_NANOS) {
      toldAt = now;
      log.info(
          "feed: other edges are reading the whole set, waiting for {} s",
          TimeUnit.NANOSECONDS.toSeconds(now - waitingSince));
    }
    nextAttemptAt =
        now
            + TimeUnit.MILLISECONDS.toNanos(
                ThreadLocalRandom.current().nextLong(SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS));
  }

  /** All current documents are being read. */
  void begunSet() {
    waiting = false;
    lastSetAt = nanoTime.getAsLong();
    Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /** The buckets that differ are being read. */
  void begunBuckets() {
    waiting = false;
    bucketsDue = false;
    bucketsTried = true;
  }

  /** All current documents have been read. */
  void haveReadSet() {
    // the pause is from here: a reading may take longer than that
    lastSetAt = nanoTime.getAsLong();
    setDue = false;
  }

  /** What is held is what a checkpoint says. */
  void nothing() {
    setDue = false;
    bucketsTried = false;
    pause = Duration.ZERO;
  }
}
