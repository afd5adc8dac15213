package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force.
 *
 * @param changedAt null: they are as they are sold
 */
@Schema(name = "Settings")
record SettingsJson(
    @Schema(example = "Europe/Kyiv") String zone,
    long trialSeconds,
    long graceSeconds,
    int trialsPerCustomer,
    int moves,
    long moveWindowSeconds,
    @Nullable Instant changedAt,
    int version) {

  static SettingsJson of(Settings settings) {
    LifecycleRules rules = settings.rules();
    return new SettingsJson(
        rules.zone().getId(),
        rules.trial().toSeconds(),
        rules.grace().toSeconds(),
        rules.trialsOfCustomer(),
        rules.moves(),
        rules.moveWindow().toSeconds(),
        settings.changedAt(),
        settings.version());
  }
}
