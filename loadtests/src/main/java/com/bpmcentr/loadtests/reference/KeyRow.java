package com.bpmcentr.loadtests.reference;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key with what of its customer matters. */
record KeyRow(
    UUID customerId,
    @Nullable Instant notAfter,
    @Nullable Instant revokedAt,
    @Nullable Instant blockedAt) {}
