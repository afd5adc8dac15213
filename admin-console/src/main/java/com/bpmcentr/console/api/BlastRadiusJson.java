package com.bpmcentr.console.api;

import com.bpmcentr.console.usage.BlastRadius;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who would be refused.
 *
 * @param accounts let in since 24 hours before {@code until}
 * @param checksPerDay in the 24 whole hours before {@code until}
 * @param until the beginning of the running hour
 * @param lastUsedHour the last hour with an allowed check; null: none in the last 35 days, of a
 *     connector none since 24 hours before {@code until}
 * @param lastUsedAfter the last allowed check was then or later, by ten seconds at most where edges
 *     could tell
 */
@Schema(name = "BlastRadius")
record BlastRadiusJson(
    long accounts,
    long checksPerDay,
    Instant until,
    @Nullable Instant lastUsedHour,
    @Nullable Instant lastUsedAfter) {

  static BlastRadiusJson of(BlastRadius radius) {
    return new BlastRadiusJson(
        radius.accounts(), radius.checks(), radius.until(), radius.lastHour(), radius.lastAfter());
  }
}
