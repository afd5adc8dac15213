package com.bpmcentr.license;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statement of all that one customer may use: keys (digests only) and grants.
 *
 * @param licenseId the license's id, 1–64 characters; the same over all versions
 * @param customerId the customer's id, 1–64 characters
 * @param version from 1, one more with each issue
 * @param issuedAt when this version was made
 * @param removed true when the customer is taken out of the set; keys and grants are then empty
 * @param blocked whether staff blocked the customer: every check is then refused
 * @param keys the customer's API keys, each id and digest once; at most {@link Limits#KEYS}
 * @param grants the customer's subscriptions, each id once; at most {@link Limits#GRANTS}
 */
public record License(
    String licenseId,
    String customerId,
    long version,
    Instant issuedAt,
    boolean removed,
    boolean blocked,
    List<ApiKeyRef> keys,
    List<Grant> grants)
    implements SubjectDocument, HeldLicense {

  private static final String SUBJECT_PREFIX = "customer:";

  public License {
    Limits.id("licenseId", licenseId);
    Limits.id("customerId", customerId);
    Limits.version(version);
    issuedAt = Limits.time("issuedAt", issuedAt);
    keys = List.copyOf(keys);
    grants = List.copyOf(grants);
    if (keys.size() > Limits.KEYS || grants.size() > Limits.GRANTS) {
      throw new IllegalArgumentException("a license has at most 10,000 keys and 10,000 grants");
    }
    if (removed && !(keys.isEmpty() && grants.isEmpty())) {
      throw new IllegalArgumentException("a removed license has neither keys nor grants");
    }
    requireDistinct(keys, grants);
  }

  /** The subject of a customer's license: {@code customer:<id>}. */
  public static String subjectOf(String customerId) {
    return SUBJECT_PREFIX + customerId;
  }

  @Override
  public String subject() {
    return subjectOf(customerId);
  }

  @Override
  public PayloadType payloadType() {
    return PayloadType.LICENSE;
  }

  @Override
  public long issuedAtMillis() {
    return issuedAt.toEpochMilli();
  }

  /** False: what a compromised key signed never becomes a license. */
  @Override
  public boolean compromised() {
    return false;
  }

  @Override
  public @Nullable ApiKeyRef key(KeyDigest digest) {
    for (ApiKeyRef key : keys) {
      if (key.digest().equals(digest)) {
        return key;
      }
    }
    return null;
  }

  @Override
  public int firstGrant(String connector) {
    return nextGrant(-1, connector);
  }

  @Override
  public int nextGrant(int place, String connector) {
    for (int next = place + 1; next < grants.size(); next++) {
      if (grants.get(next).connector().equals(connector)) {
        return next;
      }
    }
    return NO_GRANT;
  }

  @Override
  public Grant grant(int place) {
    return grants.get(place);
  }

  private static void requireDistinct(List<ApiKeyRef> keys, List<Grant> grants) {
    if (keys.size() > 1) {
      Set<Object> seen = new HashSet<>();
      for (ApiKeyRef key : keys) {
        if (!seen.add(key.keyId()) || !seen.add(key.digest())) {
          throw new IllegalArgumentException("a key stands in the license twice");
        }
      }
    }
    if (grants.size() > 1) {
      Set<String> seen = new HashSet<>();
      for (Grant grant : grants) {
        if (!seen.add(grant.subscriptionId())) {
          throw new IllegalArgumentException("a grant stands in the license twice");
        }
      }
    }
  }
}
