package com.bpmcentr.license;

import java.util.Set;

/** What came of binding an unbound grant to the account that used it first. */
public sealed interface ClaimAnswer {

  /**
   * The grant is bound to the account.
   *
   * @param now true when this very claim bound it
   */
  record Bound(boolean now) implements ClaimAnswer {}

  /**
   * Another account was first.
   *
   * @param account the account it is bound to
   */
  record BoundElsewhere(String account) implements ClaimAnswer {
    public BoundElsewhere {
      Limits.account("account", account);
    }
  }

  /** It is a trial, and the account already had one of this connector. */
  record TrialUsed() implements ClaimAnswer {}

  /**
   * The subscription grants nothing any more, which the license does not say yet.
   *
   * @param code the subscription's own code, as in row 11; or that there is none
   */
  record Gone(DecisionCode code) implements ClaimAnswer {

    private static final Set<DecisionCode> CODES =
        Set.of(
            DecisionCode.NO_SUBSCRIPTION,
            DecisionCode.REVOKED,
            DecisionCode.SUSPENDED,
            DecisionCode.NOT_STARTED,
            DecisionCode.TRIAL_EXPIRED,
            DecisionCode.EXPIRED);

    public Gone {
      if (!CODES.contains(code)) {
        throw new IllegalArgumentException("a subscription is not gone as " + code);
      }
    }
  }

  /** The database could not be asked; nothing was bound. */
  record Unreachable() implements ClaimAnswer {}
}
