package com.bpmcentr.loadtests.reference;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A subscription. */
record SubscriptionRow(
    UUID id,
    String connector,
    String category,
    String interval,
    @Nullable String account,
    Instant startsAt,
    Instant endsAt,
    @Nullable Instant graceUntil,
    @Nullable Instant suspendedAt,
    @Nullable Instant revokedAt) {}
