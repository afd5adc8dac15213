package com.bpmcentr.console.access;

import com.bpmcentr.console.staff.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that a member gave to a program. It has the member's role, whatever that is when it is
 * used.
 *
 * @param prefix its first characters, by which people tell tokens apart
 * @param expiresAt from this instant on it is refused; absent: it lasts until it is revoked
 * @param lastUsedAt to the minute
 */
public record AccessToken(
    UUID id,
    UUID staffId,
    String name,
    String prefix,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  Actor.Token asUsed() {
    return new Actor.Token(id, prefix);
  }

  public AccessTokenStatus status(Instant now) {
    if (revokedAt != null) {
      return AccessTokenStatus.REVOKED;
    }
    return expiresAt == null || expiresAt.isAfter(now)
        ? AccessTokenStatus.ACTIVE
        : AccessTokenStatus.EXPIRED;
  }
}
