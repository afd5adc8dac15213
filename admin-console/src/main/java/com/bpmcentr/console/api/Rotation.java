package com.bpmcentr.console.api;

import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.RevealedApiKey;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long a key goes on beside the one in its place.
 *
 * @param overlapSeconds so long; or else {@code until}
 * @param until to this time; or else {@code overlapSeconds}
 * @param reason left out: which program's token asked for it
 */
record Rotation(@Nullable Long overlapSeconds, @Nullable Instant until, @Nullable String reason) {

  Result<RevealedApiKey> of(ApiKeyService keys, Actor actor, UUID id) {
    String why = Reason.orToken(reason, actor);
    if (until == null) {
      if (overlapSeconds == null) {
        throw new InvalidRequestException("overlapSeconds", InvalidRequestException.MISSING);
      }
      return keys.rotate(actor, id, Duration.ofSeconds(overlapSeconds), why);
    }
    if (overlapSeconds != null) {
      throw new InvalidRequestException("until", "must not be given beside overlapSeconds");
    }
    return keys.rotate(actor, id, until, why);
  }
}
