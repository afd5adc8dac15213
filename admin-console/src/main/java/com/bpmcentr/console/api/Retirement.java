package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a key stops. */
record Retirement(@NotNull Instant notAfter, @Nullable String reason) {}
