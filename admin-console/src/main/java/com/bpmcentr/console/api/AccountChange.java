package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * To which Make account a subscription moves.
 *
 * @param override to go past the limit of moves; asks for a reason and for the right to
 */
record AccountChange(
    @NotNull String makeAccountId, @Nullable Boolean override, @Nullable String reason) {

  boolean overrides() {
    return Boolean.TRUE.equals(override);
  }
}
