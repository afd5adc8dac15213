package com.bpmcentr.console.api;

import com.bpmcentr.console.imports.RefusedLine;
import com.bpmcentr.console.operation.InvalidMessages;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line that was not imported.
 *
 * @param line its number in what was sent, from 1
 * @param field what of it is wrong, nested fields with dots; {@code line} for the line itself
 */
@Schema(name = "RefusedLine")
record RefusedLineJson(
    long line, @Nullable String externalId, @Nullable String email, String field, String reason) {

  static RefusedLineJson of(RefusedLine refused) {
    return new RefusedLineJson(
        refused.number(),
        refused.externalId(),
        refused.email(),
        refused.problem().field(),
        InvalidMessages.text(refused.problem().messageKey(), refused.problem().arguments()));
  }
}
