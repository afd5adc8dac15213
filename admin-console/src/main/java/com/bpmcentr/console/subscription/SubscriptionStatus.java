package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;

/** What a subscription is at one moment: derived from its facts and the clock, never stored. */
public enum SubscriptionStatus implements WireName {
  /** Has not started. */
  SCHEDULED,
  TRIAL,
  /** Paid for, and renews. */
  ACTIVE,
  /** Its period ended unpaid: it works through the grace, and is refused after. */
  PAST_DUE,
  /** Held by staff, or seven days unpaid. */
  SUSPENDED,
  /** Still works, and does not renew. */
  CANCELED,
  EXPIRED,
  /** Ended by staff, for good. */
  REVOKED
}
