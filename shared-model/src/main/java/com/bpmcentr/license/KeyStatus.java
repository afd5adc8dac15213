package com.bpmcentr.license;

/** How far a signing key is trusted. */
public enum KeyStatus implements WireName {
  /** Signs now. */
  ACTIVE,
  /** Verifies documents issued before its {@code retiredAt}; for order, not for defence. */
  RETIRED,
  /** Somebody else may hold it: nothing that it signed counts. */
  COMPROMISED
}
