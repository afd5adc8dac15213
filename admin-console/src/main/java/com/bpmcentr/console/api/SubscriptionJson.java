package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.console.subscription.SubscriptionView;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription.
 *
 * @param price of one period, two decimals
 * @param graceUntil until when it works on unpaid; absent when it does not renew
 */
@Schema(name = "Subscription")
record SubscriptionJson(
    UUID id,
    UUID customerId,
    String connectorId,
    @Nullable String makeAccountId,
    SubscriptionStatus status,
    Interval interval,
    @Schema(example = "15.00") String price,
    @Schema(example = "USD") String currency,
    Instant startDate,
    Instant endDate,
    @Nullable Instant graceUntil,
    boolean autoRenew,
    int version) {

  static SubscriptionJson of(SubscriptionView view) {
    return of(view.subscription(), view.status());
  }

  static SubscriptionJson of(Subscription subscription, SubscriptionStatus status) {
    return new SubscriptionJson(
        subscription.id(),
        subscription.customerId(),
        subscription.connectorId(),
        subscription.binding().account(),
        status,
        subscription.terms().interval(),
        subscription.terms().price().amountText(),
        subscription.terms().price().currency(),
        subscription.term().startsAt(),
        subscription.term().endsAt(),
        subscription.graceUntil(),
        subscription.autoRenew(),
        subscription.version());
  }
}
