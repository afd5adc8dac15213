package com.bpmcentr.edge.guard;

import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionStatus;
import io.vertx.core.http.HttpServerRequest;

/** What a decision means for whoever asked: an unknown key is charged, a valid one vouches. */
public final class SenderLimits {

  private final UnknownKeyBudget unknownKeys;

  /** Limits with these budgets. */
  public SenderLimits(UnknownKeyBudget unknownKeys) {
    this.unknownKeys = unknownKeys;
  }

  /**
   * Takes note of a decision, after it was made.
   *
   * @return 0 when it may be told, else in how many seconds to try again
   */
  public int waitAfter(HttpServerRequest request, Decision decision) {
    return switch (decision.code()) {
      case KEY_NOT_FOUND -> unknownKeys.chargedWait(request);
      case VALID -> {
        // a free connector looks at no key
        yield decision.status() == DecisionStatus.FREE ? 0 : vouch(request, decision);
      }
      case NO_SUBSCRIPTION,
          ACCOUNT_MISMATCH,
          REVOKED,
          SUSPENDED,
          NOT_STARTED,
          TRIAL_EXPIRED,
          EXPIRED,
          TRIAL_ALREADY_USED,
          STALE ->
          vouch(request, decision);
      case CONNECTOR_NOT_FOUND,
          CONNECTOR_SECRET_REQUIRED,
          KEY_MISSING,
          KEY_REVOKED,
          KEY_EXPIRED,
          CUSTOMER_BLOCKED,
          NOT_READY,
          UNDECIDED ->
          0;
    };
  }

  private static int vouch(HttpServerRequest request, Decision decision) {
    // a magic key is everybody's: its decisions are of no key
    if (decision.check().keyDigests() != null) {
      Seat.prove(request.connection(), decision);
    }
    return 0;
  }
}
