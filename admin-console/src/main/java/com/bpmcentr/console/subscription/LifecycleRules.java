package com.bpmcentr.console.subscription;

import java.time.Duration;
import java.time.ZoneId;

/**
 * The numbers in the rules of the business. A day is 24 hours here, whatever the clocks do.
 *
 * @param zone whose local time periods are counted in
 * @param trial how long a trial lasts
 * @param grace how long an unpaid subscription works on
 * @param trialsOfCustomer how many trials a customer may have for life
 * @param moves how many moves to another account there may be within {@code moveWindow}
 */
public record LifecycleRules(
    ZoneId zone,
    Duration trial,
    Duration grace,
    int trialsOfCustomer,
    int moves,
    Duration moveWindow) {

  /** After the period's end, unpaid: as {@code suspended_from} in the schema has it. */
  public static final Duration UNPAID_UNTIL_SUSPENDED = Duration.ofDays(7);

  /** The rules as they are sold. */
  public static LifecycleRules in(ZoneId zone) {
    return new LifecycleRules(
        zone, Duration.ofDays(7), Duration.ofDays(3), 3, 3, Duration.ofDays(30));
  }
}
