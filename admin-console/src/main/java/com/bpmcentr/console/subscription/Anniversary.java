package com.bpmcentr.console.subscription;

import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The days on which a subscription's periods end: the same local time of the same day, counted from
 * the first one always, so that 31 January goes to 28 February and back to 31 March. Where clocks
 * are put forward over that time the day's time moves forward; of two such times the earlier
 * counts.
 *
 * @param first where the first period starts
 */
public record Anniversary(Instant first, Interval interval, ZoneId zone) {

  /** From UTC-12 to UTC+14: the same moment of two zones' days. */
  private static final Duration ZONES_APART = Duration.ofHours(26);

  /** The end of that many periods, as one instant. */
  public Instant after(int periods) {
    LocalDateTime start = first.atZone(zone).toLocalDateTime();
    LocalDateTime end =
        switch (interval) {
          case MONTH -> start.plusMonths(periods);
          case YEAR -> start.plusYears(periods);
        };
    return ZonedDateTime.ofLocal(end, zone, null).toInstant();
  }

  /** Whether one of the periods starts exactly then. */
  boolean startsPeriodAt(Instant moment) {
    return termAt(moment).periodStartsAt().equals(moment);
  }

  /**
   * The end of the period that starts then. It may start beside its day by as much as two zones
   * differ: before the company's zone was changed it was counted in another.
   */
  Instant endOfPeriodFrom(Instant moment) {
    return termAt(moment.plus(ZONES_APART)).endsAt();
  }

  /** Whether one of the periods starts then, or did in another zone. */
  boolean startsPeriodNear(Instant moment) {
    Instant near = termAt(moment.plus(ZONES_APART)).periodStartsAt();
    return Duration.between(near, moment).abs().compareTo(ZONES_APART) <= 0;
  }

  /** The term whose present period is the one that the moment falls into; at least the first. */
  Term termAt(Instant moment) {
    LocalDateTime start = first.atZone(zone).toLocalDateTime();
    LocalDateTime then = moment.atZone(zone).toLocalDateTime();
    ChronoUnit unit = interval == Interval.MONTH ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
    // One less than the whole periods between, which clamped days may have counted one too many.
    int periods = (int) Math.max(0, unit.between(start, then) - 1);
    while (!after(periods + 1).isAfter(moment)) {
      periods++;
    }
    return new Term(first, periods == 0 ? first : after(periods), after(periods + 1), first);
  }
}
