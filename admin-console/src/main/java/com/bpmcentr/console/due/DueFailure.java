package com.bpmcentr.console.due;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that fell due and could not be done. It is tried again every hour.
 *
 * @param subjectId what it is about: a subscription
 * @param customerId absent when there is no such subscription any more, as the two names
 * @param failedAt the last time that it was tried
 * @param error the kind of failure, as the console's log has it
 */
public record DueFailure(
    UUID id,
    String work,
    UUID subjectId,
    Instant dueAt,
    Instant failedAt,
    String error,
    @Nullable UUID customerId,
    @Nullable String customerName,
    @Nullable String connectorName) {

  Due due() {
    return new Due(dueAt, subjectId);
  }
}
