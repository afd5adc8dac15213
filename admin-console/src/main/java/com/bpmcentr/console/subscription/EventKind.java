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
  REVOKED
}
