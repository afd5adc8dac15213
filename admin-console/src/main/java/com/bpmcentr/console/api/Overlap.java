package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How long what is replaced goes on beside what replaces it, and why it is replaced. */
record Overlap(@NotNull Long overlapSeconds, @Nullable String reason) {}
