package com.bpmcentr.license;

import java.time.Instant;

/**
 * The statement that, at one position of the feed, the whole set hashes to one root.
 *
 * @param position the feed's position
 * @param chain the chain's value at that position
 * @param root the root over the whole set at that position ({@link SetTree#root()})
 * @param auditHead the audit log's chain value
 * @param issuedAt when it was made
 * @param expiresAt hard end: past it no edge says VALID on its strength
 */
public record Checkpoint(
    FeedPosition position,
    Hash chain,
    Hash root,
    Hash auditHead,
    Instant issuedAt,
    Instant expiresAt)
    implements Document {

  public Checkpoint {
    issuedAt = Limits.time("issuedAt", issuedAt);
    expiresAt = Limits.time("expiresAt", expiresAt);
    if (!expiresAt.isAfter(issuedAt)) {
      throw new IllegalArgumentException("expiresAt must be after issuedAt");
    }
  }

  @Override
  public PayloadType payloadType() {
    return PayloadType.CHECKPOINT;
  }
}
