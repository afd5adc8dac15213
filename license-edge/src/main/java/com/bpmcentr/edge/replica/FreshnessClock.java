package com.bpmcentr.edge.replica;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
 * age that checkpoint had when it was accepted plus the monotonic time since. For both the present
 * is never before what has verifiably been issued, whatever the wall clock says. Written by the
 * feed's thread, read by all.
 *
 * <p>What this cannot see: an old checkpoint that was held back and is shown while the wall clock
 * is set back to that time counts as young. It takes somebody who has this machine's clock, and the
 * tables, or an outage: over a restart only the wall clock counts.
 */
public final class FreshnessClock {

  /** How far the wall clock may be behind what has verifiably been issued. */
  static final Duration TOLERATED_LAG = Duration.ofSeconds(60);

  /** How far it may be ahead of the database's; a console signs nothing from 30 s on. */
  static final Duration TOLERATED_LEAD = Duration.ofSeconds(60);

  private static final Freshness NOTHING_ACCEPTED =
      new Freshness(Duration.ofSeconds(Integer.MAX_VALUE).toMillis(), true, false);

  private final InstantSource wallClock;
  private final LongSupplier nanoTime;

  private volatile @Nullable Accepted accepted;
  private volatile long newestIssuedAt;

  /** The last one told: thousands of checks meet within its millisecond. */
  private Freshness told = NOTHING_ACCEPTED;

  private record Accepted(long issuedAt, long expiresAt, long ageThen, long nanosThen) {}

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
   *
   * @param moved whether it is of a later position than all before. Then it was issued after them,
   *     and tells the time also where a console's clock was ahead before
   */
  void accept(Checkpoint checkpoint, boolean moved) {
    long issuedAt = checkpoint.issuedAt().toEpochMilli();
    Accepted last = accepted;
    if (moved) {
      newestIssuedAt = issuedAt;
    } else if (last != null && issuedAt <= last.issuedAt) {
      return;
    } else {
      saw(checkpoint.issuedAt());
    }
    accepted =
        new Accepted(
            issuedAt,
            checkpoint.expiresAt().toEpochMilli(),
            present(wallClock.millis()) - issuedAt,
            nanoTime.getAsLong());
  }

  /** Counts nothing any more of what was accepted and seen. */
  void forget() {
    accepted = null;
    newestIssuedAt = 0;
  }

  /** Only this verified checkpoint tells the time; what else was seen came from a bad key. */
  void sawOnly(Checkpoint checkpoint) {
    newestIssuedAt = checkpoint.issuedAt().toEpochMilli();
  }

  /** Notes when a verified checkpoint was issued: the present is not before that. */
  void saw(Instant issuedAt) {
    newestIssuedAt = Math.max(newestIssuedAt, issuedAt.toEpochMilli());
  }

  /**
   * The present, in milliseconds of the epoch: what the wall clock says, but never before what has
   * verifiably been issued, so that a clock set back lets nobody in whose time is over.
   *
   * @param now what the wall clock says
   */
  public long present(long now) {
    return Math.max(now, newestIssuedAt);
  }

  /** The freshness at this moment. */
  public Freshness freshness() {
    return freshness(wallClock.millis());
  }

  /**
   * The freshness at this moment.
   *
   * @param now what the wall clock says, in milliseconds of the epoch
   */
  public Freshness freshness(long now) {
    Accepted last = accepted;
    if (last == null) {
      return NOTHING_ACCEPTED;
    }
    long byMonotonic = last.ageThen + NANOSECONDS.toMillis(nanoTime.getAsLong() - last.nanosThen);
    long age = Math.max(present(now) - last.issuedAt, byMonotonic);
    boolean pastHardEnd = last.issuedAt + age >= last.expiresAt;
    Freshness before = told;
    Freshness current = new Freshness(age, pastHardEnd, isClockBehind(now));
    if (before.equals(current)) {
      return before;
    }
    told = current;
    return current;
  }

  /** Whether the wall clock contradicts what has verifiably been issued. */
  public boolean isClockBehind() {
    return isClockBehind(wallClock.millis());
  }

  /**
   * Whether the wall clock is ahead of the database's, and of what has verifiably been issued. That
   * only makes what is held look older than it is. It takes both: a console that signs nothing
   * leaves what was issued behind, and a database whose own clock is behind is none to go by.
   *
   * @param databaseTime what the database's clock has just said
   */
  boolean isClockAhead(Instant databaseTime) {
    long latest = Math.max(databaseTime.toEpochMilli(), newestIssuedAt);
    return wallClock.millis() > latest + TOLERATED_LEAD.toMillis();
  }

  private boolean isClockBehind(long now) {
    return now < newestIssuedAt - TOLERATED_LAG.toMillis();
  }
}
