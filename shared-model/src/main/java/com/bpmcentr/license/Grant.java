package com.bpmcentr.license;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription looks like inside a license, with the time of every transition to come, so
 * that nothing needs to be sent at that moment.
 *
 * @param subscriptionId the subscription's id, 1–64 characters
 * @param createdAt when the subscription was made; of unbound grants the oldest is claimed first
 * @param connector the connector's slug
 * @param account the Make account it is bound to; null until its first use
 * @param category what the connector cost when the subscription was made
 * @param interval the billing interval
 * @param trial whether this is a trial
 * @param startsAt first instant of access, inclusive
 * @param endsAt until when it is paid, exclusive; {@code startsAt} where it was never paid
 * @param graceUntil end of access when it is later than {@code endsAt}, exclusive; null: no grace
 * @param autoRenew whether the subscription renews at its end
 * @param suspendedAt from this instant on the subscription is suspended; may lie in the future
 * @param revokedAt from this instant on the subscription is revoked, for good
 */
public record Grant(
    String subscriptionId,
    Instant createdAt,
    String connector,
    @Nullable String account,
    Category category,
    Interval interval,
    boolean trial,
    Instant startsAt,
    Instant endsAt,
    @Nullable Instant graceUntil,
    boolean autoRenew,
    @Nullable Instant suspendedAt,
    @Nullable Instant revokedAt)
    implements HeldGrant {

  public Grant {
    Limits.id("subscriptionId", subscriptionId);
    Limits.connector("connector", connector);
    if (account != null) {
      Limits.account("account", account);
    }
    createdAt = Limits.time("createdAt", createdAt);
    startsAt = Limits.time("startsAt", startsAt);
    endsAt = Limits.time("endsAt", endsAt);
    graceUntil = Limits.optionalTime("graceUntil", graceUntil);
    suspendedAt = Limits.optionalTime("suspendedAt", suspendedAt);
    revokedAt = Limits.optionalTime("revokedAt", revokedAt);
    if (endsAt.isBefore(startsAt)) {
      throw new IllegalArgumentException("endsAt must not be before startsAt");
    }
    if (graceUntil != null && graceUntil.isBefore(endsAt)) {
      throw new IllegalArgumentException("graceUntil must not be before endsAt");
    }
  }

  /** First instant without access, holds and revocation aside: {@code graceUntil}, else end. */
  public Instant accessEndsAt() {
    return graceUntil == null ? endsAt : graceUntil;
  }

  @Override
  public long createdAtMillis() {
    return HeldGrant.millis(createdAt);
  }

  @Override
  public long startsAtMillis() {
    return HeldGrant.millis(startsAt);
  }

  @Override
  public long endsAtMillis() {
    return HeldGrant.millis(endsAt);
  }

  @Override
  public long graceUntilMillis() {
    return HeldGrant.millis(graceUntil);
  }

  @Override
  public long suspendedAtMillis() {
    return HeldGrant.millis(suspendedAt);
  }

  @Override
  public long revokedAtMillis() {
    return HeldGrant.millis(revokedAt);
  }
}
