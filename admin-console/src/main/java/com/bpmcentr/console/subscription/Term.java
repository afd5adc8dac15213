package com.bpmcentr.console.subscription;

import java.time.Instant;

/**
 * From when to when.
 *
 * @param startsAt the first instant of access
 * @param periodStartsAt where the newest period that was paid starts
 * @param endsAt until when it is paid, exclusive; where it was never paid, its start
 * @param anniversary what the ends of periods are counted from
 */
public record Term(Instant startsAt, Instant periodStartsAt, Instant endsAt, Instant anniversary) {

  public Term {
    if (periodStartsAt.isBefore(startsAt) || endsAt.isBefore(periodStartsAt)) {
      throw new IllegalArgumentException("a period starts not before the first, and then ends");
    }
  }

  static Term firstPeriod(Instant startsAt, Instant endsAt) {
    return new Term(startsAt, startsAt, endsAt, startsAt);
  }

  /** Begun, and not paid for yet. */
  static Term unpaid(Instant startsAt) {
    return firstPeriod(startsAt, startsAt);
  }

  /** The same start with another period paid for. */
  Term paid(Instant from, Instant to, Instant countedFrom) {
    return new Term(startsAt, from, to, countedFrom);
  }

  /** Cut short; not before its start. */
  Term endingAt(Instant end) {
    Instant within = end.isBefore(startsAt) ? startsAt : end;
    Instant period = within.isBefore(periodStartsAt) ? within : periodStartsAt;
    return new Term(startsAt, period, within, anniversary);
  }

  /** The same, where the newest period is an earlier one. */
  Term from(Instant period) {
    return new Term(startsAt, period, endsAt, anniversary);
  }

  boolean hasStarted(Instant now) {
    return !now.isBefore(startsAt);
  }

  boolean hasEnded(Instant now) {
    return !now.isBefore(endsAt);
  }

  /** Whether a period that lies wholly ahead is paid. */
  boolean isPaidAhead(Instant now) {
    return periodStartsAt.isAfter(now) && endsAt.isAfter(periodStartsAt);
  }

  boolean wasEverPaid() {
    return endsAt.isAfter(startsAt);
  }
}
