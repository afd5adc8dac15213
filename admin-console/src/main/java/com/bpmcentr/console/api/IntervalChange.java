package com.bpmcentr.console.api;

import com.bpmcentr.license.Interval;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How long periods are to be. */
record IntervalChange(@NotNull Interval interval, @Nullable String reason) {}
