package com.bpmcentr.console.subscription;

import java.time.Instant;
import java.util.UUID;

/** Which subscription it is, whose, and of what: never changed. */
public record Identity(UUID id, UUID customerId, String connectorId, Instant createdAt) {}
