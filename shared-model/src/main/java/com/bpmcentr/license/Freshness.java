package com.bpmcentr.license;

import java.time.Duration;

/**
 * How old what is held is.
 *
 * @param ageMillis time since the newest valid checkpoint was issued, in milliseconds; not negative
 * @param pastHardEnd whether that checkpoint's {@code expiresAt} has passed
 * @param clockBehind whether the clock stands so far behind the newest checkpoint that the age
 *     cannot be believed; counts as stale
 */
public record Freshness(long ageMillis, boolean pastHardEnd, boolean clockBehind) {

  /** Nothing has aged: for who decides at the source. */
  public static final Freshness CURRENT = new Freshness(0, false, false);

  /** The age as a duration. */
  public Duration age() {
    return Duration.ofMillis(ageMillis);
  }

  /** Whether the policy holds this too old. */
  public boolean isStaleFor(ConnectorPolicy policy) {
    return clockBehind || ageMillis > policy.maxStaleness().toMillis();
  }
}
