package com.bpmcentr.license;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decision: one pure function of what is asked, what is held, and the clock. Edge and console
 * both call it, so they cannot disagree.
 *
 * <p>The rows of the contract's table stand here once and in its order; the first that applies is
 * the answer. Row 1, a malformed request, never comes this far.
 */
public final class LicenseDecider {

  private static final long TRIAL_ENDS_SOON = Duration.ofDays(2).toMillis();
  private static final long EXPIRES_SOON = Duration.ofDays(3).toMillis();

  private LicenseDecider() {}

  /**
   * Decides one check.
   *
   * @param check what is asked
   * @param set what is held
   * @param claims the answers to claims made for this check, or known from before
   * @param freshness how old what is held is
   * @param now the clock, in milliseconds of the epoch
   * @return the decision, or the claim that has to be made first
   */
  public static DecisionStep decide(
      Check check, LicenseSet set, ClaimAnswers claims, Freshness freshness, long now) {
    if (!set.ready()) { // 2
      return Decision.of(DecisionCode.NOT_READY, check);
    }
    ConnectorPolicy policy = set.connector(check.connector());
    if (policy == null || !isOffered(policy)) { // 3
      boolean compromised = policy == null && set.isCompromised(check.connector());
      return Decision.of(
          compromised ? DecisionCode.UNDECIDED : DecisionCode.CONNECTOR_NOT_FOUND, check);
    }
    if (policy.category() == Category.FREE) { // 4
      return free(check, policy, freshness);
    }
    if (!carriesSecret(check, policy, now)) { // 5
      return Decision.of(DecisionCode.CONNECTOR_SECRET_REQUIRED, check);
    }
    SecretDigests digests = check.keyDigests();
    if (digests == null) { // 6
      return Decision.of(DecisionCode.KEY_MISSING, check);
    }
    boolean compromised = false;
    for (int i = 0; i < digests.count(); i++) {
      KeyDigest digest = digests.get(i);
      HeldLicense license = set.licenseOfKey(digest);
      HeldKey key = license == null ? null : license.key(digest);
      if (license != null && license.compromised()) {
        compromised = true;
      } else if (license != null && key != null) {
        // what a license says has happened has happened, also for an edge whose clock is behind
        // the console's: otherwise a revocation would wait there for the clock to come to it
        long moment = Math.max(now, license.issuedAtMillis());
        boolean stale = freshness.isStaleFor(policy);
        boolean tooOld = freshness.pastHardEnd() || (stale && policy.onStale() == OnStale.REFUSE);
        return new Holder(check, set, claims, moment, license, key, stale, tooOld).decide();
      }
    }
    return Decision.of(
        compromised || set.lacksPepper() ? DecisionCode.UNDECIDED : DecisionCode.KEY_NOT_FOUND,
        check);
  }

  private static boolean isOffered(ConnectorPolicy policy) {
    if (policy.removed()) {
      return false;
    }
    return switch (policy.state()) {
      case DRAFT -> false;
      case PUBLISHED -> true;
      case RETIRED -> policy.category() != Category.FREE;
    };
  }

  private static Decision free(Check check, ConnectorPolicy policy, Freshness freshness) {
    boolean valid = !freshness.pastHardEnd();
    return new Decision(
        valid ? DecisionCode.VALID : DecisionCode.STALE,
        check,
        DecisionStatus.FREE,
        policy.category(),
        null,
        null,
        null,
        null,
        false,
        valid && freshness.isStaleFor(policy) ? List.of(Warning.STALE) : List.of());
  }

  private static boolean carriesSecret(Check check, ConnectorPolicy policy, long now) {
    if (policy.secrets().isEmpty()) {
      return true;
    }
    SecretDigests presented = check.secretDigests();
    if (presented == null) {
      return false;
    }
    boolean carries = false;
    for (ConnectorSecretRef secret : policy.secrets()) {
      if (now < HeldGrant.millis(secret.notAfter())) {
        for (int i = 0; i < presented.count(); i++) {
          carries |= presented.get(i).equals(secret.digest());
        }
      }
    }
    return carries;
  }

  /** Rows 7 to 14: the check's key is known, and with it the customer. */
  private record Holder(
      Check check,
      LicenseSet set,
      ClaimAnswers claims,
      long now,
      HeldLicense license,
      HeldKey key,
      boolean stale,
      boolean tooOld) {

    DecisionStep decide() {
      if (now >= key.revokedAtMillis()) { // 7
        return denied(DecisionCode.KEY_REVOKED);
      }
      if (now >= key.notAfterMillis()) {
        return denied(DecisionCode.KEY_EXPIRED);
      }
      if (license.blocked()) { // 8
        return denied(DecisionCode.CUSTOMER_BLOCKED);
      }
      return ofGrants();
    }

    /** Walks the grants of the check's connector: of each kind, which comes first? */
    private DecisionStep ofGrants() {
      HeldGrant here = null;
      HeldGrant hereValid = null;
      HeldGrant unbound = null;
      HeldGrant unboundValid = null;
      HeldGrant elsewhere = null;
      String elsewhereAccount = null;
      int place = license.firstGrant(check.connector());
      while (place != HeldLicense.NO_GRANT) {
        HeldGrant grant = license.grant(place);
        // looked up once: between two look-ups another check may bind it
        String claimed = grant.isBound() ? null : accountOfClaim(grant);
        if (grant.isBoundTo(check.account()) || check.account().equals(claimed)) {
          here = endsLater(grant, here) ? grant : here;
          hereValid = isValid(grant) && endsLater(grant, hereValid) ? grant : hereValid;
        } else if (!grant.isBound() && claimed == null) {
          unbound = endsLater(grant, unbound) ? grant : unbound;
          unboundValid = isValid(grant) && isOlder(grant, unboundValid) ? grant : unboundValid;
        } else if (endsLater(grant, elsewhere)) {
          elsewhere = grant;
          elsewhereAccount = claimed;
        }
        place = license.nextGrant(place, check.connector());
      }
      if (here == null && unbound == null) {
        return elsewhere == null
            ? denied(DecisionCode.NO_SUBSCRIPTION) // 9
            : mismatch(elsewhere, elsewhereAccount); // 10
      }
      if (hereValid == null && unboundValid == null) { // 11
        return here == null
            ? refused(Objects.requireNonNull(unbound), null)
            : refused(here, check.account());
      }
      return hereValid == null // 12 to 14
          ? usable(Objects.requireNonNull(unboundValid), null)
          : usable(hereValid, check.account());
    }

    /** Bound to another account: by the license, unless by a claim that it does not know yet. */
    private Decision mismatch(HeldGrant grant, @Nullable String claimed) {
      return of(DecisionCode.ACCOUNT_MISMATCH, grant, claimed == null ? grant.account() : claimed);
    }

    private Decision refused(HeldGrant grant, @Nullable String account) {
      return of(Objects.requireNonNull(refusalOf(grant)), grant, account);
    }

    /** A valid grant, bound to the check's account or to none. */
    private DecisionStep usable(HeldGrant grant, @Nullable String account) {
      if (tooOld) { // 12
        return of(DecisionCode.STALE, grant, account);
      }
      return account == null
          ? claimed(grant) // 13
          : valid(grant, wasBoundByThisCheck(grant)); // 14
    }

    private boolean isValid(HeldGrant grant) {
      return refusalOf(grant) == null;
    }

    private static boolean isOlder(HeldGrant grant, @Nullable HeldGrant than) {
      if (than == null || grant.createdAtMillis() == than.createdAtMillis()) {
        return endsLater(grant, than);
      }
      return grant.createdAtMillis() < than.createdAtMillis();
    }

    private static boolean endsLater(HeldGrant grant, @Nullable HeldGrant than) {
      if (than == null) {
        return true;
      }
      return grant.accessEndsAtMillis() == than.accessEndsAtMillis()
          ? grant.subscriptionId().compareTo(than.subscriptionId()) < 0
          : grant.accessEndsAtMillis() > than.accessEndsAtMillis();
    }

    private @Nullable String accountOfClaim(HeldGrant grant) {
      String claimed = set.claimedAccount(grant.subscriptionId());
      if (claimed != null) {
        return claimed;
      }
      return claims.find(grant, check.account()) instanceof ClaimAnswer.BoundElsewhere lost
          ? lost.account()
          : null;
    }

    private DecisionStep claimed(HeldGrant grant) {
      return switch (claims.find(grant, check.account())) {
        case null -> new ClaimRequired(grant);
        case ClaimAnswer.Bound bound -> valid(grant, bound.now());
        case ClaimAnswer.BoundElsewhere lost ->
            of(DecisionCode.ACCOUNT_MISMATCH, grant, lost.account());
        case ClaimAnswer.TrialUsed used -> of(DecisionCode.TRIAL_ALREADY_USED, grant, null);
        case ClaimAnswer.Gone gone -> of(gone.code(), grant, null);
        case ClaimAnswer.Unreachable unreachable -> of(DecisionCode.UNDECIDED, grant, null);
      };
    }

    /** A claim just won may be known from elsewhere too by now; it is no less new for that. */
    private boolean wasBoundByThisCheck(HeldGrant grant) {
      return claims.find(grant, check.account()) instanceof ClaimAnswer.Bound bound && bound.now();
    }

    private @Nullable DecisionCode refusalOf(HeldGrant grant) {
      if (now >= grant.revokedAtMillis()) {
        return DecisionCode.REVOKED;
      }
      if (now >= grant.suspendedAtMillis()) {
        return DecisionCode.SUSPENDED;
      }
      if (now < grant.startsAtMillis()) {
        return DecisionCode.NOT_STARTED;
      }
      if (now >= grant.accessEndsAtMillis()) {
        return grant.trial() ? DecisionCode.TRIAL_EXPIRED : DecisionCode.EXPIRED;
      }
      return null;
    }

    private Decision denied(DecisionCode code) {
      return new Decision(code, check, null, null, null, null, license, key, false, List.of());
    }

    private Decision valid(HeldGrant grant, boolean newBinding) {
      return of(DecisionCode.VALID, grant, check.account(), newBinding, warningsOf(grant));
    }

    private Decision of(DecisionCode code, HeldGrant grant, @Nullable String account) {
      return of(code, grant, account, false, List.of());
    }

    private Decision of(
        DecisionCode code,
        HeldGrant grant,
        @Nullable String account,
        boolean newBinding,
        List<Warning> warnings) {
      return new Decision(
          code,
          check,
          statusOf(code, grant),
          grant.category(),
          grant,
          account,
          license,
          key,
          newBinding,
          warnings);
    }

    /** A refused grant's status follows from its code, which the database may know better. */
    private DecisionStatus statusOf(DecisionCode code, HeldGrant grant) {
      DecisionStatus ended = endedStatusOf(code, grant);
      if (ended == null) {
        ended = endedStatusOf(refusalOf(grant), grant);
      }
      if (ended != null) {
        return ended;
      }
      if (grant.trial()) {
        return DecisionStatus.TRIAL;
      }
      if (now >= grant.endsAtMillis()) {
        return DecisionStatus.PAST_DUE;
      }
      return grant.autoRenew() ? DecisionStatus.ACTIVE : DecisionStatus.CANCELED;
    }

    private static @Nullable DecisionStatus endedStatusOf(
        @Nullable DecisionCode code, HeldGrant grant) {
      return switch (code) {
        case REVOKED -> DecisionStatus.REVOKED;
        case SUSPENDED -> DecisionStatus.SUSPENDED;
        case NOT_STARTED -> DecisionStatus.SCHEDULED;
        case TRIAL_EXPIRED -> DecisionStatus.EXPIRED;
        // After its grace a renewing subscription is still past due, and refused.
        case EXPIRED -> grant.autoRenew() ? DecisionStatus.PAST_DUE : DecisionStatus.EXPIRED;
        case null, default -> null;
      };
    }

    private List<Warning> warningsOf(HeldGrant grant) {
      boolean inGrace = now >= grant.endsAtMillis();
      boolean trialEndsSoon = grant.trial() && now >= grant.endsAtMillis() - TRIAL_ENDS_SOON;
      boolean expiresSoon =
          !grant.trial()
              && !grant.autoRenew()
              && !inGrace
              && now >= grant.endsAtMillis() - EXPIRES_SOON;
      boolean keyRetiring = key.notAfterMillis() != HeldGrant.NEVER;
      if (!(inGrace || trialEndsSoon || expiresSoon || keyRetiring || stale)) {
        return List.of();
      }
      List<Warning> warnings = new ArrayList<>(2);
      if (trialEndsSoon) {
        warnings.add(Warning.TRIAL_ENDS_SOON);
      }
      if (expiresSoon) {
        warnings.add(Warning.EXPIRES_SOON);
      }
      if (inGrace) {
        warnings.add(Warning.IN_GRACE);
      }
      if (keyRetiring) {
        warnings.add(Warning.KEY_RETIRING);
      }
      if (stale) {
        warnings.add(Warning.STALE);
      }
      return warnings;
    }
  }
}
