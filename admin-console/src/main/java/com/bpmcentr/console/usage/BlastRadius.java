package com.bpmcentr.console.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who would be refused from now on if something were stopped: the use there is of it. By the hour,
 * as usage is counted, and complete to the last 20 seconds; test keys' checks too, since they stop
 * as well.
 *
 * @param accounts the accounts that it has let in since 24 hours before {@code until}
 * @param checks how often, in the 24 whole hours before {@code until}
 * @param until the first instant of the running hour
 * @param lastHour the last hour in which it let someone in, by its first instant; null when that
 *     was in none of those that were looked at
 * @param lastAfter not before it did it last let someone in: ten seconds less exact than the time
 *     itself, where edges could tell, else the hour's beginning; null as {@code lastHour}
 * @param lookedBack how far back a last use was looked for
 * @param at when that was so
 */
public record BlastRadius(
    long accounts,
    long checks,
    Instant until,
    @Nullable Instant lastHour,
    @Nullable Instant lastAfter,
    Duration lookedBack,
    Instant at) {

  static final Duration DAY = Duration.ofDays(1);

  /** As long as hours are kept. */
  static final Duration KEPT = Duration.ofDays(35);

  /** What would be stopped. */
  public enum Subject {
    SUBSCRIPTION("subscription"),
    CUSTOMER("customer"),
    API_KEY("api-key");

    private final String type;

    Subject(String type) {
      this.type = type;
    }

    /** As the audit log names it. */
    public String type() {
      return type;
    }
  }

  /** Whether nobody would notice, as far as the last day tells. */
  public boolean nobody() {
    return accounts == 0;
  }

  /** Whether nothing is known of uses before the day that was counted. */
  public boolean ofADay() {
    return lookedBack.equals(DAY);
  }

  /** How long ago its last use was at most; empty: over an hour, or never. */
  public Optional<Duration> usedWithin() {
    return Optional.ofNullable(lastAfter)
        .map(after -> Duration.between(after, at))
        .filter(ago -> ago.compareTo(Duration.ofHours(1)) <= 0);
  }
}
