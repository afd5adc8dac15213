package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How old what is held is, told so that neither a wall clock set back nor a checkpoint shown again
 * can make it look younger.
 *
 * <p>The age is the larger of two: the wall clock's distance from the newest checkpoint, and the
 * age that checkpoint had when it was accepted plus the monotonic time since. Written by the feed's
 * thread, read by all.
 */
public final class FreshnessClock {

  /** How far the wall clock may be behind what has verifiably been issued. */
  static final Duration TOLERATED_LAG = Duration.ofSeconds(60);

  private static final Freshness NOTHING_ACCEPTED =
      new Freshness(Duration.ofSeconds(Integer.MAX_VALUE), true, false);

  private final InstantSource wallClock;
  private final LongSupplier nanoTime;

  private volatile @Nullable Accepted accepted;
  private volatile Instant newestIssuedAt = Instant.EPOCH;

  private record Accepted(Instant issuedAt, Instant expiresAt, Duration ageThen, long nanosThen) {}

  /**
   * A clock that has accepted nothing yet.
   *
   * @param nanoTime monotonic time in nanoseconds
   */
  public FreshnessClock(InstantSource wallClock, LongSupplier nanoTime) {
    this.wallClock = wallClock;
    this.nanoTime = nanoTime;
  }

  /**
   * Counts a verified checkpoint that the held set matches; one that is not newer counts nothing.
   */
  void accept(Checkpoint checkpoint) {
    saw(checkpoint.issuedAt());
    Accepted last = accepted;
    if (last != null && !checkpoint.issuedAt().isAfter(last.issuedAt)) {
      return;
    }
    Duration age = Duration.between(checkpoint.issuedAt(), wallClock.instant());
    accepted =
        new Accepted(
            checkpoint.issuedAt(),
            checkpoint.expiresAt(),
            age.isNegative() ? Duration.ZERO : age,
            nanoTime.getAsLong());
  }

  /** Notes when a verified document was issued: the present is not long before that. */
  void saw(Instant issuedAt) {
    if (issuedAt.isAfter(newestIssuedAt)) {
      newestIssuedAt = issuedAt;
    }
  }

  /** The freshness at this moment. */
  public Freshness freshness() {
    Accepted last = accepted;
    if (last == null) {
      return NOTHING_ACCEPTED;
    }
    Duration byWall = Duration.between(last.issuedAt, wallClock.instant());
    Duration byMonotonic = last.ageThen.plusNanos(nanoTime.getAsLong() - last.nanosThen);
    Duration age = byWall.compareTo(byMonotonic) > 0 ? byWall : byMonotonic;
    boolean pastHardEnd = !last.issuedAt.plus(age).isBefore(last.expiresAt);
    return new Freshness(age, pastHardEnd, isClockBehind());
  }

  /** Whether the wall clock contradicts what has verifiably been issued. */
  public boolean isClockBehind() {
    return wallClock.instant().isBefore(newestIssuedAt.minus(TOLERATED_LAG));
  }
}
