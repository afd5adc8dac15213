package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The numbers in the rules of the business. A day is 24 hours here, whatever the clocks do.
 *
 * @param zone whose local time periods are counted in
 * @param trial how long a trial lasts
 * @param grace how long an unpaid subscription works on; copied onto each when it is made
 * @param trialsOfCustomer how many trials a customer may have for life
 * @param moves how many moves to another account there may be within {@code moveWindow}
 * @param notices when customers are told what is coming and what they owe
 */
public record LifecycleRules(
    ZoneId zone,
    Duration trial,
    Duration grace,
    int trialsOfCustomer,
    int moves,
    Duration moveWindow,
    NoticeTimes notices) {

  /** After the period's end, unpaid: as {@code suspended_from} in the schema has it. */
  public static final Duration UNPAID_UNTIL_SUSPENDED = Duration.ofDays(7);

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST_TRIAL = Duration.ofDays(90);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(365);
  private static final int MOST = 1000;

  /** With notices as they are sold. */
  LifecycleRules(
      ZoneId zone,
      Duration trial,
      Duration grace,
      int trialsOfCustomer,
      int moves,
      Duration moveWindow) {
    this(zone, trial, grace, trialsOfCustomer, moves, moveWindow, NoticeTimes.SOLD);
  }

  /** The rules as they are sold. */
  public static LifecycleRules in(ZoneId zone) {
    return new LifecycleRules(
        zone, Duration.ofDays(7), Duration.ofDays(3), 3, 3, Duration.ofDays(30));
  }

  /** The same, but for when customers are told. */
  LifecycleRules with(NoticeTimes changed) {
    return new LifecycleRules(zone, trial, grace, trialsOfCustomer, moves, moveWindow, changed);
  }

  /** A region's zone, whose clocks go by its law; none for a fixed offset or an unknown name. */
  public static Optional<ZoneId> zone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  /** The first field that is not what it must be, as the admin API names it. */
  Optional<Invalid> problem() {
    // Longer than until the suspension a grace would promise what is not kept.
    return FieldRules.seconds("trialSeconds", trial, SHORTEST, LONGEST_TRIAL)
        .or(() -> FieldRules.seconds("graceSeconds", grace, Duration.ZERO, UNPAID_UNTIL_SUSPENDED))
        .or(() -> count("trialsPerCustomer", trialsOfCustomer))
        .or(() -> count("moves", moves))
        .or(() -> FieldRules.seconds("moveWindowSeconds", moveWindow, SHORTEST, LONGEST_WINDOW))
        .or(notices::problem);
  }

  private static Optional<Invalid> count(String field, int value) {
    return value >= 0 && value <= MOST
        ? Optional.empty()
        : Optional.of(new Invalid(field, InvalidKey.NUMBER_RANGE, List.of(0, MOST)));
  }

  Facts facts() {
    return notices.addTo(
        Facts.NONE
            .with("zone", zone.getId())
            .with("trialSeconds", trial.toSeconds())
            .with("graceSeconds", grace.toSeconds())
            .with("trialsPerCustomer", trialsOfCustomer)
            .with("moves", moves)
            .with("moveWindowSeconds", moveWindow.toSeconds()));
  }
}
