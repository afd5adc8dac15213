package com.bpmcentr.console.notice;

import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.LifecycleRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When which notice is due: so long before or after the end of a subscription's term. One that is
 * due before the end is pointless after it, and is left; lateness is noted however late.
 */
enum NoticeRule {
  TRIAL_ENDING("notice-trial-ending", EventKind.TRIAL_ENDING, Duration.ofDays(-2), "s.trial"),
  RENEWAL_OF_MONTH(
      "notice-renewal-month",
      EventKind.RENEWAL_AHEAD,
      Duration.ofDays(-3),
      "s.auto_renew and s.interval = 'month'"),
  RENEWAL_OF_YEAR(
      "notice-renewal-year",
      EventKind.RENEWAL_AHEAD,
      Duration.ofDays(-14),
      "s.auto_renew and s.interval = 'year'"),
  OVERDUE_A_DAY("notice-overdue-1", EventKind.PAYMENT_OVERDUE, Duration.ofDays(1), "s.auto_renew"),
  OVERDUE_THREE_DAYS(
      "notice-overdue-3", EventKind.PAYMENT_OVERDUE, Duration.ofDays(3), "s.auto_renew"),
  OVERDUE_SEVEN_DAYS(
      "notice-overdue-7", EventKind.PAYMENT_OVERDUE, Duration.ofDays(7), "s.auto_renew"),
  SUSPENDED_UNPAID(
      "notice-suspended",
      EventKind.SUSPENDED_UNPAID,
      LifecycleRules.UNPAID_UNTIL_SUSPENDED,
      "s.auto_renew");

  private final String work;
  private final EventKind kind;
  private final Duration afterEnd;
  private final String condition;

  /**
   * Of subscriptions that are not revoked.
   *
   * @param condition of a subscription {@code s}, in SQL
   */
  NoticeRule(String work, EventKind kind, Duration afterEnd, String condition) {
    this.work = work;
    this.kind = kind;
    this.afterEnd = afterEnd;
    this.condition = condition;
  }

  /** The name of the due work. */
  String work() {
    return work;
  }

  EventKind kind() {
    return kind;
  }

  /** From the term's end to when it is due; negative: ahead of the end. */
  Duration afterEnd() {
    return afterEnd;
  }

  boolean isAhead() {
    return afterEnd.isNegative();
  }

  String condition() {
    return condition;
  }

  /**
   * Each kind of notice, those of prices among them, as a condition on the column that holds it.
   */
  static Map<String, String> conditions(String column) {
    return Stream.concat(
            Arrays.stream(values()).map(rule -> rule.kind), Stream.of(EventKind.PRICE_AHEAD))
        .map(EventKind::wireName)
        .distinct()
        .collect(
            Collectors.toMap(Function.identity(), kind -> "%s = '%s'".formatted(column, kind)));
  }
}
