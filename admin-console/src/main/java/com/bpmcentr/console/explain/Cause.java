package com.bpmcentr.console.explain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is behind a refusal, as the business tables say it now: an answer tells the customer no more
 * than what to do.
 *
 * @param since from when on it holds; absent where nothing says
 * @param reason as staff gave it; absent where they gave none, or the clock did it
 * @param invoice number of the one that is to be paid; absent where there is none
 */
public record Cause(
    Kind kind, @Nullable Instant since, @Nullable String reason, @Nullable Long invoice) {

  /** What it is. */
  public enum Kind {
    KEY_REVOKED,
    CUSTOMER_BLOCKED,
    SUBSCRIPTION_HELD,
    SUBSCRIPTION_UNPAID,
    SUBSCRIPTION_REVOKED
  }
}
