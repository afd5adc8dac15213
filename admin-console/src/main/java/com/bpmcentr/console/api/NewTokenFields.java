package com.bpmcentr.console.api;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token to be made; without {@code expiresAt} it lasts until it is revoked. */
record NewTokenFields(@NotNull String name, @Nullable Instant expiresAt) {}
