package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to be made.
 *
 * @param makeAccountId absent: the first use binds it
 * @param startsAt absent: now; in the past for what was agreed earlier
 * @param payment of its first period, if that came in already
 */
public record NewSubscription(
    UUID customerId,
    String connectorId,
    Interval interval,
    boolean trial,
    @Nullable String makeAccountId,
    @Nullable Instant startsAt,
    @Nullable PaymentEntry payment) {

  private static final Duration LONGEST_AGO = Duration.ofDays(3650);
  private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

  /** To be paid later. */
  public NewSubscription(
      UUID customerId,
      String connectorId,
      Interval interval,
      boolean trial,
      @Nullable String makeAccountId,
      @Nullable Instant startsAt) {
    this(customerId, connectorId, interval, trial, makeAccountId, startsAt, null);
  }

  public NewSubscription {
    startsAt = startsAt == null ? null : startsAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first field that is not what it must be. */
  public Optional<Invalid> problem(Instant now) {
    return FieldRules.slug("connectorId", connectorId)
        .or(
            () ->
                makeAccountId == null
                    ? Optional.empty()
                    : FieldRules.account("makeAccountId", makeAccountId))
        .or(
            () ->
                startsAt == null
                    ? Optional.empty()
                    : FieldRules.time(
                        "startsAt", startsAt, now.minus(LONGEST_AGO), now.plus(LONGEST_AHEAD)))
        .or(
            () ->
                trial && payment != null
                    ? Optional.of(new Invalid("payment", InvalidKey.TRIAL_PAYMENT))
                    : Optional.empty());
  }
}
