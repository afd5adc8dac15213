package com.bpmcentr.license;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connector's secret as its policy names it: by digest.
 *
 * @param digest HMAC-SHA-256 of the secret
 * @param pepperId which pepper the digest was made with
 * @param notAfter from this instant on the secret no longer counts; null: it does not end
 */
public record ConnectorSecretRef(KeyDigest digest, String pepperId, @Nullable Instant notAfter) {

  public ConnectorSecretRef {
    Limits.id("pepperId", pepperId);
    notAfter = Limits.optionalTime("notAfter", notAfter);
  }
}
