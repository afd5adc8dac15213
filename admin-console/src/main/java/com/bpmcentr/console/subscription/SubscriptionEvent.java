package com.bpmcentr.console.subscription;

import com.bpmcentr.console.operation.Facts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a subscription's timeline.
 *
 * @param actorId the staff member, if one did it
 * @param actorName who did it: staff's address, or the edge that bound it
 */
public record SubscriptionEvent(
    long id,
    Instant at,
    EventKind kind,
    @Nullable UUID actorId,
    String actorName,
    @Nullable String reason,
    Facts before,
    Facts after) {}
