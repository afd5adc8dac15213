package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.license.Category;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription with all that is known of it.
 *
 * @param allowedActions what its state allows now and the caller's role may do
 */
@Schema(name = "SubscriptionDetail")
record SubscriptionDetailJson(
    @JsonUnwrapped SubscriptionJson subscription,
    Category category,
    boolean trial,
    Instant periodStartDate,
    Instant createdAt,
    @Nullable Instant boundAt,
    @Nullable String previousAccountId,
    @Nullable Instant accountChangedAt,
    @Nullable Instant canceledAt,
    @Nullable Instant suspendedAt,
    @Nullable String suspendReason,
    @Nullable Instant revokedAt,
    @Nullable String revokeReason,
    List<ActionName> allowedActions) {

  static SubscriptionDetailJson of(SubscriptionDetail detail) {
    Subscription subscription = detail.row().subscription();
    Subscription.Hold hold = subscription.hold();
    Subscription.Revocation revocation = subscription.revocation();
    return new SubscriptionDetailJson(
        SubscriptionJson.of(subscription, detail.row().status()),
        subscription.terms().category(),
        subscription.terms().trial(),
        subscription.term().periodStartsAt(),
        subscription.createdAt(),
        subscription.binding().boundAt(),
        subscription.binding().previousAccount(),
        subscription.binding().changedAt(),
        subscription.canceledAt(),
        hold == null ? null : hold.since(),
        hold == null ? null : hold.reason(),
        revocation == null ? null : revocation.at(),
        revocation == null ? null : revocation.reason(),
        detail.allowedActions().stream().sorted().toList());
  }
}
