package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokens;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access token, the only time that it is seen.
 *
 * @param alreadyShown in a replay, which does not show it again
 */
@Schema(name = "NewAccessToken")
record NewTokenJson(
    UUID id,
    UUID staffId,
    String name,
    @Nullable String token,
    String prefix,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean alreadyShown)
    implements RevealsSecret {

  static NewTokenJson of(AccessTokens.NewToken made) {
    return new NewTokenJson(
        made.token().id(),
        made.token().staffId(),
        made.token().name(),
        made.secret().reveal(),
        made.token().prefix(),
        made.token().createdAt(),
        made.token().expiresAt(),
        null);
  }

  @Override
  public Object withoutSecret() {
    return new NewTokenJson(id, staffId, name, null, prefix, createdAt, expiresAt, true);
  }

  @Override
  public String toString() {
    return "NewTokenJson[" + id + "]";
  }
}
