package com.bpmcentr.console.notice;

import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When which notice is due: so long before or after the end of a subscription's term. One that is
 * due before the end is pointless after it, and is left; lateness is noted however late.
 */
enum NoticeRule {
  TRIAL_ENDING("notice-trial-ending", EventKind.TRIAL_ENDING, "s.trial"),
  RENEWAL_OF_MONTH(
      "notice-renewal-month", EventKind.RENEWAL_AHEAD, "s.auto_renew and s.interval = 'month'"),
  RENEWAL_OF_YEAR(
      "notice-renewal-year", EventKind.RENEWAL_AHEAD, "s.auto_renew and s.interval = 'year'"),
  // Their names are from when the days were no settings, and stay: their places go by them.
  FIRST_REMINDER("notice-overdue-1", 1),
  SECOND_REMINDER("notice-overdue-3", 2),
  THIRD_REMINDER("notice-overdue-7", 3),
  SUSPENDED_UNPAID("notice-suspended", EventKind.SUSPENDED_UNPAID, "s.auto_renew");

  private final String work;
  private final EventKind kind;
  private final int step;
  private final String condition;

  /**
   * Of subscriptions that are not revoked.
   *
   * @param condition of a subscription {@code s}, in SQL
   */
  NoticeRule(String work, EventKind kind, String condition) {
    this.work = work;
    this.kind = kind;
    this.step = 0;
    this.condition = condition;
  }

  /** A reminder of what is owed: of several. */
  NoticeRule(String work, int step) {
    this.work = work;
    this.kind = EventKind.PAYMENT_OVERDUE;
    this.step = step;
    this.condition = "s.auto_renew";
  }

  /** The name of the due work. */
  String work() {
    return work;
  }

  EventKind kind() {
    return kind;
  }

  /** Which of several of its kind about one end; 0 where there is but one. */
  int step() {
    return step;
  }

  /** From the term's end to when it is due; negative: ahead of the end. */
  Duration afterEnd(NoticeTimes times) {
    return switch (this) {
      case TRIAL_ENDING -> times.trial().negated();
      case RENEWAL_OF_MONTH -> times.month().negated();
      case RENEWAL_OF_YEAR -> times.year().negated();
      case FIRST_REMINDER -> Duration.ofDays(times.firstReminder());
      case SECOND_REMINDER -> Duration.ofDays(times.secondReminder());
      case THIRD_REMINDER -> Duration.ofDays(times.thirdReminder());
      case SUSPENDED_UNPAID -> LifecycleRules.UNPAID_UNTIL_SUSPENDED;
    };
  }

  String condition() {
    return condition;
  }

  /** Each kind of notice, that of prices last. */
  static List<EventKind> kinds() {
    return Stream.concat(
            Arrays.stream(values()).map(rule -> rule.kind), Stream.of(EventKind.PRICE_AHEAD))
        .distinct()
        .toList();
  }

  /** Each kind of notice as a condition on the column that holds it. */
  static Map<String, String> conditions(String column) {
    return kinds().stream()
        .map(EventKind::wireName)
        .collect(
            Collectors.toMap(Function.identity(), kind -> "%s = '%s'".formatted(column, kind)));
  }
}
