package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;

/** What happened to a subscription. */
public enum EventKind implements WireName {
  CREATED,
  /** Tied to its first account; by an edge at the first use, or by staff. */
  BOUND,
  ACCOUNT_CHANGED,
  CANCELED,
  REACTIVATED,
  SUSPENDED,
  RESUMED,
  REVOKED,
  /** A period was paid for. */
  PAID,
  REFUNDED,
  /** A payment turned out to be none. */
  PAYMENT_REVERSED,
  INTERVAL_CHANGED,
  /** A discount was given, changed or taken away. */
  DISCOUNTED,
  /** What the clock makes of it, as of that moment. */
  STARTED,
  PAST_DUE,
  EXPIRED,
  /** Notices, which are due at a time and recorded once: the customer is to be told. */
  TRIAL_ENDING,
  RENEWAL_AHEAD,
  /** The renewal at {@code endsAt} costs something else than the customer knew. */
  PRICE_AHEAD,
  PAYMENT_OVERDUE,
  SUSPENDED_UNPAID
}
