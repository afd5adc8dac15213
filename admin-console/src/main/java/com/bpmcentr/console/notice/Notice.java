package com.bpmcentr.console.notice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.subscription.EventKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer is to be told about a subscription, recorded as an event of it.
 *
 * @param id grows with each that is recorded
 * @param dueAt when it was due
 * @param recordedAt when a console recorded it; later than {@code dueAt} where none was running
 * @param endsAt the end of the term that it is about
 * @param step which of several reminders of that end; absent where there is but one
 * @param price what the renewal costs, where that is what is told
 */
public record Notice(
    long id,
    EventKind kind,
    UUID subscriptionId,
    UUID customerId,
    String customerName,
    String customerEmail,
    String connectorId,
    String connectorName,
    Instant dueAt,
    Instant recordedAt,
    Instant endsAt,
    @Nullable Integer step,
    @Nullable Money price) {}
