package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.LifecycleRules;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What an owner may set, and why it is changed. */
record SettingsFields(
    @NotNull String zone,
    @NotNull Integer trialSeconds,
    @NotNull Integer graceSeconds,
    @NotNull Integer trialsPerCustomer,
    @NotNull Integer moves,
    @NotNull Integer moveWindowSeconds,
    @Nullable String reason) {

  static SettingsFields of(LifecycleRules rules) {
    return new SettingsFields(
        rules.zone().getId(),
        Math.toIntExact(rules.trial().toSeconds()),
        Math.toIntExact(rules.grace().toSeconds()),
        rules.trialsOfCustomer(),
        rules.moves(),
        Math.toIntExact(rules.moveWindow().toSeconds()),
        null);
  }

  LifecycleRules rules(ZoneId known) {
    return new LifecycleRules(
        known,
        Duration.ofSeconds(trialSeconds),
        Duration.ofSeconds(graceSeconds),
        trialsPerCustomer,
        moves,
        Duration.ofSeconds(moveWindowSeconds));
  }
}
