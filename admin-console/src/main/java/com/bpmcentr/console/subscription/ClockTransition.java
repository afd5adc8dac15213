package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What becomes of a subscription by the time alone, at a moment that a column of its row holds.
 * That it is suspended as unpaid is a notice, too.
 */
enum ClockTransition {
  STARTED(
      "transition-started",
      EventKind.STARTED,
      "starts_at",
      "s.starts_at < s.ends_at",
      "subscription_status(s, s.starts_at)"),
  PAST_DUE(
      "transition-past-due",
      EventKind.PAST_DUE,
      "ends_at",
      "s.auto_renew and not " + ClockTransition.FREE,
      "'past_due'"),
  /** What costs nothing any more is owed by nobody. */
  EXPIRED(
      "transition-expired",
      EventKind.EXPIRED,
      "ends_at",
      "(not s.auto_renew or " + ClockTransition.FREE + ")",
      "'expired'");

  private static final String FREE =
      "exists (select from connector n where n.id = s.connector_id and n.category = 'free')";

  /** After any of these the subscription came to be what it is by somebody's doing. */
  private static final String DOINGS =
      quoted(
          Stream.of(
              EventKind.CANCELED,
              EventKind.REACTIVATED,
              EventKind.SUSPENDED,
              EventKind.RESUMED,
              EventKind.PAID,
              EventKind.REFUNDED,
              EventKind.PAYMENT_REVERSED));

  private final String work;
  private final EventKind kind;
  private final String column;
  private final String condition;
  private final String after;

  /**
   * Of subscriptions that are neither held nor revoked.
   *
   * @param condition of a subscription {@code s}, in SQL
   * @param after what it is then, in SQL
   */
  ClockTransition(String work, EventKind kind, String column, String condition, String after) {
    this.work = work;
    this.kind = kind;
    this.column = column;
    this.condition = condition;
    this.after = after;
  }

  /** The name of the due work. */
  String work() {
    return work;
  }

  EventKind kind() {
    return kind;
  }

  /** The moment, as a column of {@code s}. */
  String moment() {
    return "s." + column;
  }

  String after() {
    return after;
  }

  /**
   * Of a subscription {@code s} that has passed its moment, in SQL: by the clock, while it was
   * here, and not recorded yet.
   */
  String condition() {
    String others =
        quoted(
            Arrays.stream(values())
                .filter(each -> each.column.equals(column))
                .map(ClockTransition::kind));
    return """
        s.created_at < %1$s and s.revoked_at is null and s.suspended_at is null and %2$s
           and not exists (select from subscription_event e
                            where e.subscription_id = s.id and e.at >= %1$s
                              and e.kind in (%3$s, %4$s))
        """
        .formatted(moment(), condition, DOINGS, others);
  }

  private static String quoted(Stream<EventKind> kinds) {
    return kinds.map(WireName::wireName).collect(Collectors.joining("', '", "'", "'"));
  }
}
