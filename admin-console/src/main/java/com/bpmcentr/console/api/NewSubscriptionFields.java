package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to be made.
 *
 * @param connectorId the slug
 * @param makeAccountId absent: the first use binds it
 * @param startsAt absent: now
 * @param payment of the first period, if it came in already; absent: its invoice is due
 */
@Schema(name = "SubscriptionFields")
record NewSubscriptionFields(
    @NotNull UUID customerId,
    @NotNull String connectorId,
    @NotNull Interval interval,
    @Nullable Boolean trial,
    @Nullable String makeAccountId,
    @Nullable Instant startsAt,
    @Nullable @Valid PaymentFields payment) {

  NewSubscription asked() {
    return new NewSubscription(
        customerId,
        connectorId,
        interval,
        Boolean.TRUE.equals(trial),
        makeAccountId,
        startsAt,
        payment == null ? null : payment.entry());
  }
}
