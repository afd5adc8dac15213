package com.bpmcentr.license;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key as a license names it: by digest, never the key itself.
 *
 * @param keyId the key's id, 1–64 characters
 * @param digest HMAC-SHA-256 of the key
 * @param pepperId which pepper the digest was made with
 * @param environment what the key is for
 * @param notAfter from this instant on the key is expired; null: it does not expire
 * @param revokedAt from this instant on the key is revoked; null: it is not
 */
public record ApiKeyRef(
    String keyId,
    KeyDigest digest,
    String pepperId,
    Environment environment,
    @Nullable Instant notAfter,
    @Nullable Instant revokedAt)
    implements HeldKey {

  public ApiKeyRef {
    Limits.id("keyId", keyId);
    Limits.id("pepperId", pepperId);
    notAfter = Limits.optionalTime("notAfter", notAfter);
    revokedAt = Limits.optionalTime("revokedAt", revokedAt);
  }

  @Override
  public boolean isTest() {
    return environment == Environment.TEST;
  }

  @Override
  public long notAfterMillis() {
    return HeldGrant.millis(notAfter);
  }

  @Override
  public long revokedAtMillis() {
    return HeldGrant.millis(revokedAt);
  }
}
