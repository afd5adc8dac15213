package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH as the OpenAPI document shows it; read by {@link MergePatch}. */
record SettingsPatch(
    @NotNull Integer version,
    @Nullable String zone,
    @Nullable Integer trialSeconds,
    @Nullable Integer graceSeconds,
    @Nullable Integer trialsPerCustomer,
    @Nullable Integer moves,
    @Nullable Integer moveWindowSeconds,
    @Nullable Integer trialNoticeSeconds,
    @Nullable Integer monthNoticeSeconds,
    @Nullable Integer yearNoticeSeconds,
    @Nullable Integer priceNoticeSeconds,
    @Nullable Integer firstReminderDay,
    @Nullable Integer secondReminderDay,
    @Nullable Integer thirdReminderDay,
    @Nullable String reason) {}
