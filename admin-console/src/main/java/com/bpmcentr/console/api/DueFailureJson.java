package com.bpmcentr.console.api;

import com.bpmcentr.console.due.DueFailure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that fell due and could not be done; it is tried again every hour.
 *
 * @param connector its name; absent when there is no such subscription any more, as the customer
 * @param customer the customer's name
 * @param error the kind of failure, as the console's log has it
 */
@Schema(name = "DueFailure")
record DueFailureJson(
    UUID id,
    String work,
    UUID subscriptionId,
    @Nullable String connector,
    @Nullable UUID customerId,
    @Nullable String customer,
    Instant dueAt,
    Instant failedAt,
    String error) {

  static DueFailureJson of(DueFailure failure) {
    return new DueFailureJson(
        failure.id(),
        failure.work(),
        failure.subjectId(),
        failure.connectorName(),
        failure.customerId(),
        failure.customerName(),
        failure.dueAt(),
        failure.failedAt(),
        failure.error());
  }
}
