package com.bpmcentr.console.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as a line of the list. */
public record ApiKeyRow(
    ApiKey apiKey,
    ApiKeyStatus status,
    String customerName,
    String customerEmail,
    @Nullable Instant lastUsedHour) {}
