package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.SubscriptionRow;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, and whose and to what it is.
 *
 * @param customer the customer's name
 * @param email the customer's
 * @param customerBlockedAt since when nothing of theirs is let in, whatever the status
 * @param connector the connector's name
 */
@Schema(name = "ListedSubscription")
record ListedSubscriptionJson(
    @JsonUnwrapped SubscriptionJson subscription,
    String customer,
    String email,
    @Nullable Instant customerBlockedAt,
    String connector) {

  static ListedSubscriptionJson of(SubscriptionRow row) {
    return new ListedSubscriptionJson(
        SubscriptionJson.of(row.subscription(), row.status()),
        row.customerName(),
        row.customerEmail(),
        row.customerBlockedAt(),
        row.connectorName());
  }
}
