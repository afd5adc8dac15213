package com.bpmcentr.console.subscription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which subscription it is, whose, and of what: never changed.
 *
 * @param trialUntil until when the days of the trial run that it began as, paid for or not; absent:
 *     it began as none
 */
public record Identity(
    UUID id,
    UUID customerId,
    String connectorId,
    Instant createdAt,
    @Nullable Instant trialUntil) {}
