package com.bpmcentr.console.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a line of the list.
 *
 * @param hasAccess whether it lets its account in now, as far as it is its own business
 * @param customerBlockedAt since when nothing of the customer's is let in, whatever its state
 */
public record SubscriptionRow(
    Subscription subscription,
    SubscriptionStatus status,
    boolean hasAccess,
    String customerName,
    String customerEmail,
    @Nullable Instant customerBlockedAt,
    String connectorName) {}
