package com.bpmcentr.console.notice;

import com.bpmcentr.console.subscription.EventKind;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that a customer is to be told about a subscription, recorded as an event of it.
 *
 * @param id grows with each that is recorded
 * @param dueAt when it was due
 * @param recordedAt when a console recorded it; later than {@code dueAt} where none was running
 * @param endsAt the end of the term that it is about
 */
public record Notice(
    long id,
    EventKind kind,
    UUID subscriptionId,
    UUID customerId,
    String connectorId,
    Instant dueAt,
    Instant recordedAt,
    Instant endsAt) {}
