package com.bpmcentr.console.api;

import com.bpmcentr.console.explain.AskedCheck;
import com.bpmcentr.console.secret.Secret;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record ExplainFields(
    @Nullable String key,
    @Nullable UUID apiKeyId,
    @NotNull String connectorId,
    @NotNull String account,
    @Nullable String connectorSecret,
    @Nullable Instant at) {

  AskedCheck asked() {
    return new AskedCheck(secret(key), apiKeyId, connectorId, account, secret(connectorSecret), at);
  }

  private static @Nullable Secret secret(@Nullable String text) {
    return text == null || text.isBlank() ? null : new Secret(text.strip());
  }

  /** Without the secrets: frameworks log what they bind. */
  @Override
  public String toString() {
    return "ExplainFields[" + connectorId + "]";
  }
}
