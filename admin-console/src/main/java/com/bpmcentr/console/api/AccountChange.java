package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * To which Make account a subscription moves.
 *
 * @param override to go past the limit of moves; asks for a reason and for the right to
 * @param reason left out: which program's token asked for it
 * @param version that was looked at; absent: whatever it is by now
 */
record AccountChange(
    @NotNull String makeAccountId,
    @Nullable Boolean override,
    @Nullable String reason,
    @Nullable Integer version) {

  /** An override cannot leave it out. */
  @Nullable String reasonFor(Actor caller) {
    return overrides() ? reason : Reason.orToken(reason, caller);
  }

  boolean overrides() {
    return Boolean.TRUE.equals(override);
  }
}
