package com.bpmcentr.license;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

  private static final Duration TRIAL_ENDS_SOON = Duration.ofDays(2);
  private static final Duration EXPIRES_SOON = Duration.ofDays(3);

  private static final Comparator<Candidate> LATEST_END_FIRST =
      Comparator.comparing(
          Candidate::grant,
          Comparator.comparing(Grant::accessEndsAt)
              .reversed()
              .thenComparing(Grant::subscriptionId));
  private static final Comparator<Candidate> CREATED_FIRST =
      Comparator.comparing((Candidate candidate) -> candidate.grant().createdAt())
          .thenComparing(LATEST_END_FIRST);

  private LicenseDecider() {}

  /**
   * Decides one check.
   *
   * @param check what is asked
   * @param set what is held
   * @param claims the answers to claims made for this check, or known from before
   * @param freshness how old what is held is
   * @param now the clock
   * @return the decision, or the claim that has to be made first
   */
  public static DecisionStep decide(
      Check check, LicenseSet set, ClaimAnswers claims, Freshness freshness, Instant now) {
    if (!set.ready()) { // 2
      return Decision.of(DecisionCode.NOT_READY, check);
    }
    ConnectorPolicy policy = set.connector(check.connector());
    if (policy == null || !isOffered(policy)) { // 3
      return Decision.of(DecisionCode.CONNECTOR_NOT_FOUND, check);
    }
    if (policy.category() == Category.FREE) { // 4
      return free(check, policy, freshness);
    }
    if (!carriesSecret(check, policy, now)) { // 5
      return Decision.of(DecisionCode.CONNECTOR_SECRET_REQUIRED, check);
    }
    List<KeyDigest> digests = check.keyDigests();
    if (digests == null) { // 6
      return Decision.of(DecisionCode.KEY_MISSING, check);
    }
    for (KeyDigest digest : digests) {
      License license = set.licenseOfKey(digest);
      ApiKeyRef key = license == null ? null : keyOf(license, digest);
      if (license != null && key != null) {
        Instant moment = notBeforeIssue(now, license);
        return new Holder(check, set, claims, freshness, moment, policy, license, key).decide();
      }
    }
    for (KeyDigest digest : digests) {
      if (set.isCompromised(digest)) {
        return Decision.of(DecisionCode.UNDECIDED, check);
      }
    }
    return Decision.of(DecisionCode.KEY_NOT_FOUND, check);
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

  private static boolean carriesSecret(Check check, ConnectorPolicy policy, Instant now) {
    if (policy.secrets().isEmpty()) {
      return true;
    }
    boolean carries = false;
    for (ConnectorSecretRef secret : policy.secrets()) {
      if (isBefore(now, secret.notAfter())) {
        for (KeyDigest presented : check.secretDigests()) {
          carries |= presented.equals(secret.digest());
        }
      }
    }
    return carries;
  }

  private static @Nullable ApiKeyRef keyOf(License license, KeyDigest digest) {
    for (ApiKeyRef key : license.keys()) {
      if (key.digest().equals(digest)) {
        return key;
      }
    }
    return null;
  }

  /**
   * What a license says has happened has happened, also for an edge whose clock is behind the
   * console's: otherwise a revocation would wait there for the clock to come to it.
   */
  private static Instant notBeforeIssue(Instant now, License license) {
    return now.isBefore(license.issuedAt()) ? license.issuedAt() : now;
  }

  /** Null stands for a time that never comes. */
  private static boolean isBefore(Instant now, @Nullable Instant time) {
    return time == null || now.isBefore(time);
  }

  /**
   * A grant and the account that it is bound to, looked up once: between two look-ups another check
   * may bind it.
   */
  private record Candidate(Grant grant, @Nullable String account) {}

  /** Rows 7 to 14: the check's key is known, and with it the customer. */
  private record Holder(
      Check check,
      LicenseSet set,
      ClaimAnswers claims,
      Freshness freshness,
      Instant now,
      ConnectorPolicy policy,
      License license,
      ApiKeyRef key) {

    DecisionStep decide() {
      if (!isBefore(now, key.revokedAt())) { // 7
        return denied(DecisionCode.KEY_REVOKED);
      }
      if (!isBefore(now, key.notAfter())) {
        return denied(DecisionCode.KEY_EXPIRED);
      }
      if (license.blocked()) { // 8
        return denied(DecisionCode.CUSTOMER_BLOCKED);
      }
      List<Candidate> here = new ArrayList<>(1);
      List<Candidate> unbound = new ArrayList<>(1);
      List<Candidate> elsewhere = new ArrayList<>(1);
      for (Grant grant : license.grants()) {
        if (grant.connector().equals(check.connector())) {
          String account = boundAccount(grant);
          List<Candidate> alike =
              account == null ? unbound : account.equals(check.account()) ? here : elsewhere;
          alike.add(new Candidate(grant, account));
        }
      }
      if (here.isEmpty() && unbound.isEmpty()) {
        return elsewhere.isEmpty()
            ? denied(DecisionCode.NO_SUBSCRIPTION) // 9
            : of(DecisionCode.ACCOUNT_MISMATCH, latestEnd(elsewhere)); // 10
      }
      Candidate chosen = firstValid(here, LATEST_END_FIRST);
      if (chosen == null) {
        chosen = firstValid(unbound, CREATED_FIRST);
      }
      if (chosen == null) { // 11
        Candidate refused = latestEnd(here.isEmpty() ? unbound : here);
        return of(Objects.requireNonNull(refusalOf(refused.grant())), refused);
      }
      boolean refuseStale = policy.onStale() == OnStale.REFUSE && freshness.isStaleFor(policy);
      if (freshness.pastHardEnd() || refuseStale) { // 12
        return of(DecisionCode.STALE, chosen);
      }
      return chosen.account() == null // 13, 14
          ? claimed(chosen)
          : valid(chosen.grant(), wasBoundByThisCheck(chosen.grant()));
    }

    /** Bound by the license, by a claim not yet signed, or by a claim that just lost. */
    private @Nullable String boundAccount(Grant grant) {
      if (grant.account() != null) {
        return grant.account();
      }
      String claimed = set.claimedAccount(grant.subscriptionId());
      if (claimed != null) {
        return claimed;
      }
      return claims.find(grant, check.account()) instanceof ClaimAnswer.BoundElsewhere lost
          ? lost.account()
          : null;
    }

    private DecisionStep claimed(Candidate chosen) {
      Grant grant = chosen.grant();
      return switch (claims.find(grant, check.account())) {
        case null -> new ClaimRequired(grant);
        case ClaimAnswer.Bound bound -> valid(grant, bound.now());
        case ClaimAnswer.BoundElsewhere lost ->
            of(DecisionCode.ACCOUNT_MISMATCH, new Candidate(grant, lost.account()));
        case ClaimAnswer.TrialUsed used -> of(DecisionCode.TRIAL_ALREADY_USED, chosen);
        case ClaimAnswer.Gone gone -> of(gone.code(), chosen);
        case ClaimAnswer.Unreachable unreachable -> of(DecisionCode.UNDECIDED, chosen);
      };
    }

    /** A claim just won may be known from elsewhere too by now; it is no less new for that. */
    private boolean wasBoundByThisCheck(Grant grant) {
      return claims.find(grant, check.account()) instanceof ClaimAnswer.Bound bound && bound.now();
    }

    private @Nullable Candidate firstValid(
        List<Candidate> candidates, Comparator<Candidate> order) {
      Candidate first = null;
      for (Candidate candidate : candidates) {
        boolean valid = refusalOf(candidate.grant()) == null;
        if (valid && (first == null || order.compare(candidate, first) < 0)) {
          first = candidate;
        }
      }
      return first;
    }

    private static Candidate latestEnd(List<Candidate> candidates) {
      return Collections.min(candidates, LATEST_END_FIRST);
    }

    private @Nullable DecisionCode refusalOf(Grant grant) {
      if (!isBefore(now, grant.revokedAt())) {
        return DecisionCode.REVOKED;
      }
      if (!isBefore(now, grant.suspendedAt())) {
        return DecisionCode.SUSPENDED;
      }
      if (now.isBefore(grant.startsAt())) {
        return DecisionCode.NOT_STARTED;
      }
      if (!now.isBefore(grant.accessEndsAt())) {
        return grant.trial() ? DecisionCode.TRIAL_EXPIRED : DecisionCode.EXPIRED;
      }
      return null;
    }

    private Decision denied(DecisionCode code) {
      return new Decision(
          code, check, null, null, null, null, license.customerId(), key.keyId(), false, List.of());
    }

    private Decision valid(Grant grant, boolean newBinding) {
      return of(
          DecisionCode.VALID, new Candidate(grant, check.account()), newBinding, warningsOf(grant));
    }

    private Decision of(DecisionCode code, Candidate candidate) {
      return of(code, candidate, false, List.of());
    }

    private Decision of(
        DecisionCode code, Candidate candidate, boolean newBinding, List<Warning> warnings) {
      Grant grant = candidate.grant();
      return new Decision(
          code,
          check,
          statusOf(code, grant),
          grant.category(),
          grant,
          candidate.account(),
          license.customerId(),
          key.keyId(),
          newBinding,
          warnings);
    }

    /** A refused grant's status follows from its code, which the database may know better. */
    private DecisionStatus statusOf(DecisionCode code, Grant grant) {
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
      if (!now.isBefore(grant.endsAt())) {
        return DecisionStatus.PAST_DUE;
      }
      return grant.autoRenew() ? DecisionStatus.ACTIVE : DecisionStatus.CANCELED;
    }

    private static @Nullable DecisionStatus endedStatusOf(
        @Nullable DecisionCode code, Grant grant) {
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

    private List<Warning> warningsOf(Grant grant) {
      List<Warning> warnings = new ArrayList<>(2);
      boolean inGrace = !now.isBefore(grant.endsAt());
      if (grant.trial() && !now.isBefore(grant.endsAt().minus(TRIAL_ENDS_SOON))) {
        warnings.add(Warning.TRIAL_ENDS_SOON);
      }
      if (!grant.trial()
          && !grant.autoRenew()
          && !inGrace
          && !now.isBefore(grant.endsAt().minus(EXPIRES_SOON))) {
        warnings.add(Warning.EXPIRES_SOON);
      }
      if (inGrace) {
        warnings.add(Warning.IN_GRACE);
      }
      if (key.notAfter() != null) {
        warnings.add(Warning.KEY_RETIRING);
      }
      if (freshness.isStaleFor(policy)) {
        warnings.add(Warning.STALE);
      }
      return warnings;
    }
  }
}
