package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  REVOKED;

  /** Those that may be used, late ones through their grace: as a list's filter names them. */
  public static final String WORKING =
      Stream.of(TRIAL, ACTIVE, PAST_DUE, CANCELED)
          .map(SubscriptionStatus::wireName)
          .collect(Collectors.joining(","));
}
