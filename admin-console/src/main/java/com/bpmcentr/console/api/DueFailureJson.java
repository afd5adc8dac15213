package com.bpmcentr.console.api;

import com.bpmcentr.console.due.DueFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that fell due and could not be done; it is tried again every hour.
 *
 * @param error the kind of failure, as the console's log has it
 */
@Schema(name = "DueFailure")
record DueFailureJson(
    UUID id,
    String work,
    UUID subscriptionId,
    @Nullable UUID customerId,
    Instant dueAt,
    Instant failedAt,
    String error) {

  static DueFailureJson of(DueFailure failure) {
    return new DueFailureJson(
        failure.id(),
        failure.work(),
        failure.subjectId(),
        failure.customerId(),
        failure.dueAt(),
        failure.failedAt(),
        failure.error());
  }
}
