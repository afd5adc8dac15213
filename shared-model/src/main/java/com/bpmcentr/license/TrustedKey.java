package com.bpmcentr.license;

import com.bpmcentr.license.signature.Ed25519PublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One public key of a keyring.
 *
 * @param id by which signatures name it, 1–64 characters
 * @param publicKey the key
 * @param status how far it is trusted
 * @param retiredAt for a retired key: documents issued from this instant on are refused
 */
public record TrustedKey(
    String id, Ed25519PublicKey publicKey, KeyStatus status, @Nullable Instant retiredAt) {

  public TrustedKey {
    Limits.id("id", id);
    if (status == KeyStatus.RETIRED && retiredAt == null) {
      throw new IllegalArgumentException("a retired key says when it was retired: retiredAt");
    }
  }

  /** Whether the key no longer signed at that time. */
  boolean hadRetiredBy(Instant time) {
    return status == KeyStatus.RETIRED && retiredAt != null && !time.isBefore(retiredAt);
  }
}
