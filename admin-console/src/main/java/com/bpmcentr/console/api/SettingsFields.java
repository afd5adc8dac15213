package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.LifecycleRules;
import com.bpmcentr.console.subscription.NoticeTimes;
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
    @NotNull Integer trialNoticeSeconds,
    @NotNull Integer monthNoticeSeconds,
    @NotNull Integer yearNoticeSeconds,
    @NotNull Integer priceNoticeSeconds,
    @NotNull Integer firstReminderDay,
    @NotNull Integer secondReminderDay,
    @NotNull Integer thirdReminderDay,
    @Nullable String reason) {

  static SettingsFields of(LifecycleRules rules) {
    NoticeTimes notices = rules.notices();
    return new SettingsFields(
        rules.zone().getId(),
        seconds(rules.trial()),
        seconds(rules.grace()),
        rules.trialsOfCustomer(),
        rules.moves(),
        seconds(rules.moveWindow()),
        seconds(notices.trial()),
        seconds(notices.month()),
        seconds(notices.year()),
        seconds(notices.price()),
        notices.firstReminder(),
        notices.secondReminder(),
        notices.thirdReminder(),
        null);
  }

  LifecycleRules rules(ZoneId known) {
    return new LifecycleRules(
        known,
        Duration.ofSeconds(trialSeconds),
        Duration.ofSeconds(graceSeconds),
        trialsPerCustomer,
        moves,
        Duration.ofSeconds(moveWindowSeconds),
        new NoticeTimes(
            Duration.ofSeconds(trialNoticeSeconds),
            Duration.ofSeconds(monthNoticeSeconds),
            Duration.ofSeconds(yearNoticeSeconds),
            Duration.ofSeconds(priceNoticeSeconds),
            firstReminderDay,
            secondReminderDay,
            thirdReminderDay));
  }

  private static int seconds(Duration length) {
    return Math.toIntExact(length.toSeconds());
  }
}
