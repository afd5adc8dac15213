package com.bpmcentr.console.api;

import com.bpmcentr.license.Interval;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How long periods are to be.
 *
 * @param version of the subscription that was looked at; absent: whatever it is by now
 */
record IntervalChange(
    @NotNull Interval interval, @Nullable String reason, @Nullable Integer version) {}
