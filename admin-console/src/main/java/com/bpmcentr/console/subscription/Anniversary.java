package com.bpmcentr.console.subscription;

import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The days on which a subscription's periods end: the same local time of the same day, counted from
 * the first one always, so that 31 January goes to 28 February and back to 31 March. Where clocks
 * are put forward over that time the day's time moves forward; of two such times the earlier
 * counts.
 *
 * @param first where the first period starts
 */
public record Anniversary(Instant first, Interval interval, ZoneId zone) {

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
}
