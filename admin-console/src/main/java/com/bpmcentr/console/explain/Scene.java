package com.bpmcentr.console.explain;

import com.bpmcentr.console.publishing.Published;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Check;
import com.bpmcentr.license.ClaimAnswer;
import com.bpmcentr.license.ClaimRequired;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.DecisionTrace;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Freshness;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.License;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All of one check but what was published: decided on the documents of now, of an earlier moment or
 * of what an edge holds.
 *
 * @param key the digest of the key, if it is anyone's
 * @param claimed accounts by subscription, of claims that no license carries yet
 * @param trialUsed whether a first use of a trial would be refused, the account having had one
 * @param moment at which it is decided
 */
record Scene(
    Check check,
    @Nullable KeyDigest key,
    Map<String, String> claimed,
    Predicate<HeldGrant> trialUsed,
    Instant moment) {

  /** Of nobody: 32 zeros are the digest of no key. */
  private static final ApiKeyRef ANY_KEY =
      new ApiKeyRef(
          "any", KeyDigest.of(new byte[KeyDigest.LENGTH]), "any", Environment.PROD, null, null);

  /**
   * What is told of the check.
   *
   * @param decision absent where it cannot be told
   * @param row that gave it, or at which it cannot be told
   * @param unknown why it cannot be told
   */
  record Told(
      @Nullable Decision decision, DecisionRow row, Explanation.@Nullable Unknown unknown) {}

  Told tell(Published policy, Published license, Freshness freshness) {
    Explanation.Unknown unknownPolicy = unknown(policy);
    if (unknownPolicy != null) {
      return new Told(null, DecisionRow.CONNECTOR, unknownPolicy);
    }
    var set = new ExplainedSet(check.connector(), policy, key, license, claimed);
    DecisionTrace trace =
        DecisionTrace.of(check, set, this::firstUse, freshness, moment.toEpochMilli());
    Explanation.Unknown unknownLicense = unknown(license);
    if (trace.row() == DecisionRow.KEY && unknownLicense != null) {
      return new Told(null, DecisionRow.KEY, unknownLicense);
    }
    return switch (trace.step()) {
      case Decision decision -> new Told(decision, trace.row(), null);
      case ClaimRequired _ -> throw new IllegalStateException("every first use has its answer");
    };
  }

  /** What a subscription comes to by itself, were key, customer and connector all in order. */
  DecisionCode alone(License license, Grant grant) {
    String account = grant.account() == null ? check.account() : grant.account();
    var alone =
        new License(
            license.licenseId(),
            license.customerId(),
            license.version(),
            license.issuedAt(),
            false,
            false,
            List.of(ANY_KEY),
            List.of(grant));
    DecisionTrace trace =
        DecisionTrace.of(
            new Check(grant.connector(), account, ANY_KEY.digest(), null),
            new LicenseAlone(alone),
            (_, _) -> new ClaimAnswer.Bound(false),
            Freshness.CURRENT,
            moment.toEpochMilli());
    return ((Decision) trace.step()).code();
  }

  /** What the database would answer to the claim; nothing is bound by asking. */
  private @Nullable ClaimAnswer firstUse(HeldGrant grant, String account) {
    if (grant.isBound() || claimed.containsKey(grant.subscriptionId())) {
      return null;
    }
    return trialUsed.test(grant) ? new ClaimAnswer.TrialUsed() : new ClaimAnswer.Bound(true);
  }

  private static Explanation.@Nullable Unknown unknown(Published published) {
    return switch (published) {
      case Published.NotKept _ -> Explanation.Unknown.NOT_KEPT;
      case Published.Differs _ -> Explanation.Unknown.ROWS_DIFFER;
      case Published.Version _, Published.Compromised _, Published.Never _ -> null;
    };
  }
}
