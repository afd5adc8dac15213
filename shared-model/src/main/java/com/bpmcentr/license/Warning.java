package com.bpmcentr.license;

/** What a caller should know although the answer is VALID. */
public enum Warning {
  /** The trial ends within 2 days. */
  TRIAL_ENDS_SOON,
  /** The subscription does not renew and ends within 3 days. */
  EXPIRES_SOON,
  /** The paid period is over, the grace is running. */
  IN_GRACE,
  /** The key stops working at a time already set. */
  KEY_RETIRING,
  /** What the answer rests on is older than the connector's policy likes. */
  STALE
}
