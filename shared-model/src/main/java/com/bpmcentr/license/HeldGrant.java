package com.bpmcentr.license;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant as a decision reads it; times in milliseconds of the epoch, {@link #NEVER} for one that
 * does not come. What each means is said at {@link Grant}.
 */
public interface HeldGrant {

  /** A time that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** The subscription's id. */
  String subscriptionId();

  /** 64 bits that are the same for grants of one subscription, and hardly ever for those of two. */
  default long subscriptionBits() {
    return idBits(subscriptionId());
  }

  private static long idBits(String id) {
    UUID uuid = CanonicalUuid.parse(id);
    return uuid == null
        ? id.hashCode()
        : idBits(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
  }

  /** The same of an id that is a UUID, given as its two halves. */
  static long idBits(long most, long least) {
    return 31 * most + least;
  }

  /** When the subscription was made. */
  long createdAtMillis();

  /** The connector's slug. */
  String connector();

  /** The Make account that the license binds it to; null until its first use. */
  @Nullable String account();

  /** Whether the license binds it to an account. */
  default boolean isBound() {
    return account() != null;
  }

  /** Whether the license binds it to this account. */
  default boolean isBoundTo(String account) {
    return account.equals(account());
  }

  /** What the connector cost when the subscription was made. */
  Category category();

  /** The billing interval. */
  Interval interval();

  /** Whether this is a trial. */
  boolean trial();

  /** Whether the subscription renews at its end. */
  boolean autoRenew();

  /** First moment of access. */
  long startsAtMillis();

  /** End of the paid period. */
  long endsAtMillis();

  /** End of access when it is later than that of the paid period. */
  long graceUntilMillis();

  /** From here on the subscription is suspended. */
  long suspendedAtMillis();

  /** From here on the subscription is revoked. */
  long revokedAtMillis();

  /**
   * First moment without access, holds and revocation aside: the grace's end, else the period's.
   */
  default long accessEndsAtMillis() {
    long graceUntil = graceUntilMillis();
    return graceUntil == NEVER ? endsAtMillis() : graceUntil;
  }

  /** A time as decisions read it. */
  static long millis(@Nullable Instant time) {
    return time == null ? NEVER : time.toEpochMilli();
  }
}
