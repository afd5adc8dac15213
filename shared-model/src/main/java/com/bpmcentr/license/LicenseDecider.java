package com.bpmcentr.license;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private static final Comparator<Grant> LATEST_END_FIRST =
      Comparator.comparing(Grant::accessEndsAt).reversed().thenComparing(Grant::subscriptionId);
  private static final Comparator<Grant> CREATED_FIRST =
      Comparator.comparing(Grant::createdAt).thenComparing(LATEST_END_FIRST);

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
        return new Holder(check, set, claims, freshness, now, policy, license, key).decide();
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
    return switch (policy.state()) {
      case DRAFT -> false;
      case PUBLISHED -> true;
      case RETIRED -> policy.category() != Category.FREE;
    };
  }

  private static Decision free(Check check, ConnectorPolicy policy, Freshness freshness) {
    DecisionCode code = freshness.pastHardEnd() ? DecisionCode.STALE : DecisionCode.VALID;
    return new Decision(
        code,
        check,
        DecisionStatus.FREE,
        policy.category(),
        null,
        null,
        null,
        null,
        false,
        List.of());
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

  /** Null stands for a time that never comes. */
  private static boolean isBefore(Instant now, @Nullable Instant time) {
    return time == null || now.isBefore(time);
  }

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
      List<Grant> here = new ArrayList<>(1);
      List<Grant> unbound = new ArrayList<>(1);
      Grant elsewhere = null;
      boolean subscribed = false;
      for (Grant grant : license.grants()) {
        if (!grant.connector().equals(check.connector())) {
          continue;
        }
        subscribed = true;
        String account = boundAccount(grant);
        if (account == null) {
          unbound.add(grant);
        } else if (account.equals(check.account())) {
          here.add(grant);
        } else if (elsewhere == null || LATEST_END_FIRST.compare(grant, elsewhere) < 0) {
          elsewhere = grant;
        }
      }
      if (!subscribed) { // 9
        return denied(DecisionCode.NO_SUBSCRIPTION);
      }
      here.sort(LATEST_END_FIRST);
      unbound.sort(CREATED_FIRST);
      Grant chosen = firstValid(here);
      if (chosen == null) {
        chosen = firstValid(unbound);
      }
      if (chosen == null && !here.isEmpty()) {
        chosen = here.getFirst();
      }
      if (chosen == null && !unbound.isEmpty()) {
        chosen = unbound.stream().min(LATEST_END_FIRST).orElseThrow();
      }
      if (chosen == null) { // 10
        return mismatch(elsewhere);
      }
      DecisionCode refusal = refusalOf(chosen); // 11
      if (refusal != null) {
        return of(refusal, chosen, false);
      }
      boolean refuseStale = policy.onStale() == OnStale.REFUSE && freshness.isStaleFor(policy);
      if (freshness.pastHardEnd() || refuseStale) { // 12
        return of(DecisionCode.STALE, chosen, false);
      }
      return boundAccount(chosen) == null // 13, 14
          ? claimed(chosen)
          : of(DecisionCode.VALID, chosen, false);
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

    private DecisionStep claimed(Grant grant) {
      return switch (claims.find(grant, check.account())) {
        case null -> new ClaimRequired(grant);
        case ClaimAnswer.Bound bound -> of(DecisionCode.VALID, grant, bound.now());
        case ClaimAnswer.BoundElsewhere lost -> mismatch(grant);
        case ClaimAnswer.TrialUsed used -> of(DecisionCode.TRIAL_ALREADY_USED, grant, false);
        case ClaimAnswer.Gone gone -> of(gone.code(), grant, false);
        case ClaimAnswer.Unreachable unreachable -> of(DecisionCode.UNDECIDED, grant, false);
      };
    }

    private @Nullable Grant firstValid(List<Grant> ordered) {
      for (Grant grant : ordered) {
        if (refusalOf(grant) == null) {
          return grant;
        }
      }
      return null;
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

    private Decision mismatch(@Nullable Grant elsewhere) {
      return elsewhere == null
          ? denied(DecisionCode.ACCOUNT_MISMATCH)
          : of(DecisionCode.ACCOUNT_MISMATCH, elsewhere, false);
    }

    private Decision of(DecisionCode code, Grant grant, boolean newBinding) {
      boolean valid = code == DecisionCode.VALID;
      return new Decision(
          code,
          check,
          statusOf(code, grant),
          grant.category(),
          grant,
          valid ? check.account() : boundAccount(grant),
          license.customerId(),
          key.keyId(),
          newBinding,
          valid ? warningsOf(grant) : List.of());
    }

    /** A refused grant's status follows from its code, which the database may know better. */
    private DecisionStatus statusOf(DecisionCode code, Grant grant) {
      DecisionStatus ended = endedStatusOf(code);
      if (ended == null) {
        ended = endedStatusOf(refusalOf(grant));
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

    private static @Nullable DecisionStatus endedStatusOf(@Nullable DecisionCode code) {
      return switch (code) {
        case REVOKED -> DecisionStatus.REVOKED;
        case SUSPENDED -> DecisionStatus.SUSPENDED;
        case NOT_STARTED -> DecisionStatus.SCHEDULED;
        case TRIAL_EXPIRED, EXPIRED -> DecisionStatus.EXPIRED;
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
