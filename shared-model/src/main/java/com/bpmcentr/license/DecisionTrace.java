package com.bpmcentr.license;

/**
 * A decision with the row of the table that gave it: all rows before it let the check pass, and
 * none after it was looked at.
 *
 * <p>The row is read off the decision that {@link LicenseDecider} gave, which therefore does
 * nothing for those who explain: an edge's checks cost what they did, and cannot be decided
 * otherwise than they are explained.
 *
 * @param step what was decided, or the claim that has to be made first
 * @param row the first row that applied
 */
public record DecisionTrace(DecisionStep step, DecisionRow row) {

  /** Decides one check; the parameters are those of {@link LicenseDecider#decide}. */
  public static DecisionTrace of(
      Check check, LicenseSet set, ClaimAnswers claims, Freshness freshness, long now) {
    DecisionStep step = LicenseDecider.decide(check, set, claims, freshness, now);
    DecisionRow row =
        switch (step) {
          case ClaimRequired _ -> DecisionRow.CLAIM;
          case Decision decision ->
              decision.grant() != null
                      && !decision.valid()
                      && isDecidedByClaim(check, set, claims, freshness, now)
                  ? DecisionRow.CLAIM
                  : row(decision, set);
        };
    return new DecisionTrace(step, row);
  }

  private static DecisionRow row(Decision decision, LicenseSet set) {
    return switch (decision.code()) {
      case NOT_READY -> DecisionRow.READY;
      case CONNECTOR_NOT_FOUND -> DecisionRow.CONNECTOR;
      case CONNECTOR_SECRET_REQUIRED -> DecisionRow.CONNECTOR_SECRET;
      case KEY_MISSING, KEY_NOT_FOUND -> DecisionRow.KEY;
      case KEY_REVOKED, KEY_EXPIRED -> DecisionRow.KEY_STATE;
      case CUSTOMER_BLOCKED -> DecisionRow.CUSTOMER;
      case NO_SUBSCRIPTION -> DecisionRow.SUBSCRIPTION;
      case ACCOUNT_MISMATCH -> DecisionRow.ACCOUNT;
      case REVOKED, SUSPENDED, NOT_STARTED, TRIAL_EXPIRED, EXPIRED -> DecisionRow.TERM;
      case TRIAL_ALREADY_USED -> DecisionRow.CLAIM;
      case STALE -> isFree(decision) ? DecisionRow.FREE : DecisionRow.FRESHNESS;
      case UNDECIDED ->
          set.connector(decision.check().connector()) == null
              ? DecisionRow.CONNECTOR
              : DecisionRow.KEY;
      case VALID -> isFree(decision) ? DecisionRow.FREE : DecisionRow.VALID;
    };
  }

  private static boolean isFree(Decision decision) {
    return decision.status() == DecisionStatus.FREE;
  }

  /**
   * Whether the check came as far as row 13: then, with nothing known of the claim, it would have
   * to be made. Grants that other accounts have won stay theirs.
   */
  private static boolean isDecidedByClaim(
      Check check, LicenseSet set, ClaimAnswers claims, Freshness freshness, long now) {
    ClaimAnswers lost =
        (grant, account) ->
            claims.find(grant, account) instanceof ClaimAnswer.BoundElsewhere elsewhere
                ? elsewhere
                : null;
    return LicenseDecider.decide(check, set, lost, freshness, now) instanceof ClaimRequired;
  }
}
