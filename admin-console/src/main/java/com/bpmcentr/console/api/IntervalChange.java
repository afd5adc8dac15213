package com.bpmcentr.console.api;

import com.bpmcentr.license.Interval;
import jakarta.validation.constraints.NotNull;

/** How long periods are to be. */
record IntervalChange(@NotNull Interval interval) {}
