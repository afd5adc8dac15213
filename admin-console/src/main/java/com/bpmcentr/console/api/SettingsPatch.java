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
    @Nullable String reason) {}
