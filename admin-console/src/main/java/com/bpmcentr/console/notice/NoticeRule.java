package com.bpmcentr.console.notice;

import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
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
  TRIAL_ENDING(
      "notice-trial-ending", EventKind.TRIAL_ENDING, times -> times.trial().negated(), "s.trial"),
  RENEWAL_OF_MONTH(
      "notice-renewal-month",
      EventKind.RENEWAL_AHEAD,
      times -> times.month().negated(),
      "s.auto_renew and s.interval = 'month'"),
  RENEWAL_OF_YEAR(
      "notice-renewal-year",
      EventKind.RENEWAL_AHEAD,
      times -> times.year().negated(),
      "s.auto_renew and s.interval = 'year'"),
  // Their names are from when the days were no settings, and stay: their places go by them.
  FIRST_REMINDER("notice-overdue-1", 1, times -> Duration.ofDays(times.firstReminder())),
  SECOND_REMINDER("notice-overdue-3", 2, times -> Duration.ofDays(times.secondReminder())),
  THIRD_REMINDER("notice-overdue-7", 3, times -> Duration.ofDays(times.thirdReminder())),
  SUSPENDED_UNPAID(
      "notice-suspended",
      EventKind.SUSPENDED_UNPAID,
      _ -> LifecycleRules.UNPAID_UNTIL_SUSPENDED,
      "s.auto_renew");

  private final String work;
  private final EventKind kind;
  private final int step;
  private final Function<NoticeTimes, Duration> afterEnd;
  private final String condition;

  /**
   * Of subscriptions that are not revoked.
   *
   * @param condition of a subscription {@code s}, in SQL
   */
  NoticeRule(
      String work, EventKind kind, Function<NoticeTimes, Duration> afterEnd, String condition) {
    this.work = work;
    this.kind = kind;
    this.step = 0;
    this.afterEnd = afterEnd;
    this.condition = condition;
  }

  /** A reminder of what is owed: of several. */
  NoticeRule(String work, int step, Function<NoticeTimes, Duration> afterEnd) {
    this.work = work;
    this.kind = EventKind.PAYMENT_OVERDUE;
    this.step = step;
    this.afterEnd = afterEnd;
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
    return afterEnd.apply(times);
  }

  String condition() {
    return condition;
  }

  /** Each kind of notice, those of prices among them, as a condition on the column that holds it. */
  static Map<String, String> conditions(String column) {
    return Stream.concat(
            Arrays.stream(values()).map(rule -> rule.kind), Stream.of(EventKind.PRICE_AHEAD))
        .map(EventKind::wireName)
        .distinct()
        .collect(
            Collectors.toMap(Function.identity(), kind -> "%s = '%s'".formatted(column, kind)));
  }
}
