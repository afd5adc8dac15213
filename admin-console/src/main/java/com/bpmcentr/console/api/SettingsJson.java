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
    long trialNoticeSeconds,
    long monthNoticeSeconds,
    long yearNoticeSeconds,
    long priceNoticeSeconds,
    int firstReminderDay,
    int secondReminderDay,
    int thirdReminderDay,
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
        rules.notices().trial().toSeconds(),
        rules.notices().month().toSeconds(),
        rules.notices().year().toSeconds(),
        rules.notices().price().toSeconds(),
        rules.notices().firstReminder(),
        rules.notices().secondReminder(),
        rules.notices().thirdReminder(),
        settings.changedAt(),
        settings.version());
  }
}
