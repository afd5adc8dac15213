package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;

/** How long what is replaced goes on beside what replaces it. */
record Overlap(@NotNull Long overlapSeconds) {}
