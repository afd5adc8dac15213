package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When customers are told what is coming and what they owe.
 *
 * @param trial how long ahead of a trial's end
 * @param month how long ahead of a month's end its renewal is announced and asked for
 * @param year the same of a year's end
 * @param price how long ahead of a renewal another price must have been announced
 * @param firstReminder days after an end that was not paid
 * @param secondReminder later than the first
 * @param thirdReminder later than the second, and no later than the suspension
 */
public record NoticeTimes(
    Duration trial,
    Duration month,
    Duration year,
    Duration price,
    int firstReminder,
    int secondReminder,
    int thirdReminder) {

  /** As it is sold. */
  public static final NoticeTimes SOLD =
      new NoticeTimes(
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(14),
          Duration.ofDays(30),
          1,
          3,
          7);

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST_OF_TRIAL = Duration.ofDays(30);
  private static final Duration LONGEST_OF_MONTH = Duration.ofDays(14);
  private static final Duration LONGEST_OF_YEAR = Duration.ofDays(60);

  /** Longer than a month and a half would have to be told before a month begins. */
  private static final Duration LONGEST_OF_PRICE = Duration.ofDays(45);

  private static final int SUSPENSION = (int) LifecycleRules.UNPAID_UNTIL_SUSPENDED.toDays();

  /** How long ahead of its end a period's renewal is announced and asked for. */
  public Duration renewal(Interval present) {
    return switch (present) {
      case MONTH -> month;
      case YEAR -> year;
    };
  }

  /** The first field that is not what it must be, as the admin API names it. */
  Optional<Invalid> problem() {
    return FieldRules.seconds("trialNoticeSeconds", trial, SHORTEST, LONGEST_OF_TRIAL)
        .or(() -> FieldRules.seconds("monthNoticeSeconds", month, SHORTEST, LONGEST_OF_MONTH))
        .or(() -> FieldRules.seconds("yearNoticeSeconds", year, SHORTEST, LONGEST_OF_YEAR))
        .or(() -> FieldRules.seconds("priceNoticeSeconds", price, SHORTEST, LONGEST_OF_PRICE))
        .or(() -> day("firstReminderDay", firstReminder, 1, SUSPENSION - 2))
        .or(() -> day("secondReminderDay", secondReminder, firstReminder + 1, SUSPENSION - 1))
        .or(() -> day("thirdReminderDay", thirdReminder, secondReminder + 1, SUSPENSION));
  }

  private static Optional<Invalid> day(String field, int value, int first, int last) {
    return value >= first && value <= last
        ? Optional.empty()
        : Optional.of(new Invalid(field, InvalidKey.NUMBER_RANGE, List.of(first, last)));
  }

  Facts addTo(Facts facts) {
    return facts
        .with("trialNoticeSeconds", trial.toSeconds())
        .with("monthNoticeSeconds", month.toSeconds())
        .with("yearNoticeSeconds", year.toSeconds())
        .with("priceNoticeSeconds", price.toSeconds())
        .with("firstReminderDay", firstReminder)
        .with("secondReminderDay", secondReminder)
        .with("thirdReminderDay", thirdReminder);
  }
}
