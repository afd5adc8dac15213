package com.bpmcentr.console.subscription;

import java.time.Instant;

/**
 * From when to when.
 *
 * @param startsAt the anniversary that all periods are counted from; the first instant of access
 * @param periodStartsAt where the present period starts
 * @param endsAt where it ends, exclusive
 */
public record Term(Instant startsAt, Instant periodStartsAt, Instant endsAt) {

  public Term {
    if (periodStartsAt.isBefore(startsAt) || !endsAt.isAfter(periodStartsAt)) {
      throw new IllegalArgumentException("a period starts not before the first, and then ends");
    }
  }

  static Term firstPeriod(Instant startsAt, Instant endsAt) {
    return new Term(startsAt, startsAt, endsAt);
  }

  boolean hasStarted(Instant now) {
    return !now.isBefore(startsAt);
  }

  boolean hasEnded(Instant now) {
    return !now.isBefore(endsAt);
  }
}
