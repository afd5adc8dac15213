package com.bpmcentr.console.api;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.license.Environment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "ApiKey")
record ApiKeyJson(
    UUID id,
    UUID customerId,
    String name,
    Environment environment,
    boolean imported,
    String prefix,
    ApiKeyStatus status,
    Instant createdAt,
    @Nullable Instant notAfter,
    @Nullable Instant revokedAt,
    @Nullable String revokedReason,
    @Nullable UUID replacedBy,
    int version) {

  static ApiKeyJson of(ApiKey key, ApiKeyStatus status) {
    ApiKey.Revocation revocation = key.revocation();
    return new ApiKeyJson(
        key.id(),
        key.customerId(),
        key.name(),
        key.environment(),
        key.imported(),
        key.prefix(),
        status,
        key.createdAt(),
        key.notAfter(),
        revocation == null ? null : revocation.at(),
        revocation == null ? null : revocation.reason(),
        key.replacedBy(),
        key.version());
  }
}
