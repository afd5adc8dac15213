package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * To which Make account a subscription moves.
 *
 * @param override to go past the limit of moves; asks for a reason and for the right to
 * @param reason left out: which program's token asked for it
 */
record AccountChange(
    @NotNull String makeAccountId, @Nullable Boolean override, @Nullable String reason) {

  /** Programs that were written before a reason was asked for leave it out; an override cannot. */
  @Nullable String reasonFor(Actor caller) {
    return reason == null && !overrides() && caller.token() != null
        ? "access token " + caller.token().prefix() + "…, no reason given"
        : reason;
  }

  boolean overrides() {
    return Boolean.TRUE.equals(override);
  }
}
