package com.bpmcentr.console.api;

import com.bpmcentr.console.imports.GeneratedKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** One generated key, the only time that it is seen. */
@Schema(name = "GeneratedKey")
record GeneratedKeyLine(
    String externalId, UUID customerId, UUID id, String name, String environment, String key) {

  static GeneratedKeyLine of(GeneratedKey key) {
    return new GeneratedKeyLine(
        key.externalId(),
        key.customerId(),
        key.id(),
        key.name(),
        key.environment(),
        key.key().reveal());
  }

  @Override
  public String toString() {
    return "GeneratedKeyLine[" + id + "]";
  }
}
