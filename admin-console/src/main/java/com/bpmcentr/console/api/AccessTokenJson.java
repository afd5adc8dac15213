package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokenRow;
import com.bpmcentr.console.access.AccessTokenStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "AccessToken")
record AccessTokenJson(
    UUID id,
    UUID staffId,
    String staffName,
    String staffEmail,
    String name,
    String prefix,
    AccessTokenStatus status,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  static AccessTokenJson of(AccessTokenRow row) {
    return new AccessTokenJson(
        row.token().id(),
        row.token().staffId(),
        row.memberName(),
        row.memberEmail(),
        row.token().name(),
        row.token().prefix(),
        row.status(),
        row.token().createdAt(),
        row.token().expiresAt(),
        row.token().lastUsedAt(),
        row.token().revokedAt());
  }
}
