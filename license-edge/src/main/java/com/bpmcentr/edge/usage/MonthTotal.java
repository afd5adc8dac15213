package com.bpmcentr.edge.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * How many operations the database has counted for a subscription in a month.
 *
 * @param operations of all edges together
 */
record MonthTotal(Month month, long operations) {

  /**
   * What operations are added up by.
   *
   * @param first the month's first day, in UTC
   * @param test whether of test keys, which are added up apart
   */
  record Month(UUID subscriptionId, LocalDate first, boolean test) {

    static Month of(UUID subscriptionId, long epochMillis, boolean test) {
      LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
      return new Month(subscriptionId, day.withDayOfMonth(1), test);
    }
  }
}
