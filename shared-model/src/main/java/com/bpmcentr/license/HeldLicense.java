package com.bpmcentr.license;

import org.jspecify.annotations.Nullable;

/**
 * A customer's license as a decision reads it. A {@link License} is one; an edge reads its packed
 * form in place, so that a check makes no objects of what it does not look at.
 *
 * <p>Grants are walked by connector, from {@link #firstGrant} on, by places that mean something
 * only to the license that gave them.
 */
public interface HeldLicense {

  /** Stands for a place beyond the last grant. */
  int NO_GRANT = -1;

  /** The customer's id. */
  String customerId();

  /** When this version was made, in milliseconds of the epoch. */
  long issuedAtMillis();

  /** Whether staff blocked the customer. */
  boolean blocked();

  /**
   * Whether a key that is now compromised signed it: then it grants and refuses nothing, and only
   * its keys are known.
   */
  boolean compromised();

  /** The key of this digest; null when the license does not hold it. */
  @Nullable HeldKey key(KeyDigest digest);

  /** The place of the first grant of a connector, or {@link #NO_GRANT}. */
  int firstGrant(String connector);

  /** The place of the next grant of the connector after this place, or {@link #NO_GRANT}. */
  int nextGrant(int place, String connector);

  /** The grant at a place. */
  HeldGrant grant(int place);
}
