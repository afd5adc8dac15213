package com.bpmcentr.edge.usage;

import com.bpmcentr.license.DecisionCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is counted together.
 *
 * @param hour hours of the epoch
 * @param keyId whose use it is; null with an unknown key, and where no key is asked for
 * @param subscriptionId the subscription that the decision rests on, if on any
 * @param test whether the key is one of the test environment
 * @param connector null when none of that name is offered
 * @param account null without a known key
 * @param operation what the connector reported; null for a check, and for what was refused
 */
record UsageKey(
    int hour,
    @Nullable UUID keyId,
    @Nullable UUID subscriptionId,
    boolean test,
    @Nullable String connector,
    @Nullable String account,
    DecisionCode code,
    @Nullable String operation) {

  /** The same hour and code, and nothing of whose it was: where there is no room for more. */
  UsageKey withoutDetail() {
    return new UsageKey(hour, null, null, false, null, null, code, null);
  }
}
