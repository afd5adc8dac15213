package com.bpmcentr.license;

/** How the subscription behind a decision stands at that moment. */
public enum DecisionStatus implements WireName {
  /** No subscription is needed. */
  FREE,
  SCHEDULED,
  TRIAL,
  ACTIVE,
  /** In its grace, or past it. */
  PAST_DUE,
  /** Works to the period's end and does not renew. */
  CANCELED,
  SUSPENDED,
  EXPIRED,
  REVOKED
}
