package com.bpmcentr.console.api;

import com.bpmcentr.console.apikey.RevealedApiKey;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key, the only time that it is seen.
 *
 * @param alreadyShown in a replay, which does not show it again
 */
@Schema(name = "NewApiKey")
record NewKeyJson(
    UUID id,
    String name,
    @Nullable String key,
    String prefix,
    Instant createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean alreadyShown)
    implements RevealsSecret {

  static NewKeyJson of(RevealedApiKey created) {
    return new NewKeyJson(
        created.apiKey().id(),
        created.apiKey().name(),
        created.secret().reveal(),
        created.apiKey().prefix(),
        created.apiKey().createdAt(),
        null);
  }

  @Override
  public Object withoutSecret() {
    return new NewKeyJson(id, name, null, prefix, createdAt, true);
  }

  @Override
  public String toString() {
    return "NewKeyJson[" + id + "]";
  }
}
