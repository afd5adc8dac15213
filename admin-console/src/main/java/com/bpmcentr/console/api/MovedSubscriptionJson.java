package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.SubscriptionView;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A subscription whose Make account was changed, with the one it had before. */
@Schema(name = "MovedSubscription")
record MovedSubscriptionJson(
    @JsonUnwrapped SubscriptionJson subscription,
    @Nullable String previousAccountId,
    @Nullable Instant accountChangedAt) {

  static MovedSubscriptionJson of(SubscriptionView view) {
    return new MovedSubscriptionJson(
        SubscriptionJson.of(view),
        view.subscription().binding().previousAccount(),
        view.subscription().binding().changedAt());
  }
}
