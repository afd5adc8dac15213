package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.Discount;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One subscription with all that is known of it.
 *
 * @param nextInterval of the periods to come, where it is another
 * @param allowedActions what its state allows now and the caller's role may do
 * @param recentMoves how often its account was changed within the time that the rules look at
 * @param movesAllowed how often it may be, unless somebody overrides that
 */
@Schema(name = "SubscriptionDetail")
record SubscriptionDetailJson(
    @JsonUnwrapped ListedSubscriptionJson subscription,
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
    @Nullable Interval nextInterval,
    @Nullable DiscountJson discount,
    List<ActionName> allowedActions,
    int recentMoves,
    int movesAllowed) {

  /**
   * What is taken off the list's price.
   *
   * @param id the same for all subscriptions of a deal
   */
  @Schema(name = "Discount")
  record DiscountJson(
      UUID id,
      @Nullable @Schema(example = "20.00") String percent,
      @Nullable @Schema(example = "12.00") String price,
      @Nullable @Schema(example = "USD") String currency,
      @Nullable Interval priceInterval,
      String reason,
      @Nullable Instant endsAt) {

    static DiscountJson of(Discount discount) {
      return switch (discount.kind()) {
        case Discount.Percent(BigDecimal percent) ->
            new DiscountJson(
                discount.id(),
                percent.toPlainString(),
                null,
                null,
                null,
                discount.reason(),
                discount.endsAt());
        case Discount.FixedPrice(Money price, Interval interval) ->
            new DiscountJson(
                discount.id(),
                null,
                price.amountText(),
                price.currency(),
                interval,
                discount.reason(),
                discount.endsAt());
      };
    }
  }

  static SubscriptionDetailJson of(SubscriptionDetail detail) {
    Subscription subscription = detail.row().subscription();
    Subscription.Hold hold = subscription.hold();
    Subscription.Revocation revocation = subscription.revocation();
    Discount discount = subscription.renewal().discount();
    return new SubscriptionDetailJson(
        ListedSubscriptionJson.of(detail.row()),
        subscription.terms().category(),
        subscription.terms().trial(),
        subscription.term().periodStartsAt(),
        subscription.createdAt(),
        subscription.binding().boundAt(),
        subscription.binding().previousAccount(),
        subscription.binding().changedAt(),
        subscription.renewal().canceledAt(),
        hold == null ? null : hold.since(),
        hold == null ? null : hold.reason(),
        revocation == null ? null : revocation.at(),
        revocation == null ? null : revocation.reason(),
        subscription.renewal().interval(),
        discount == null ? null : DiscountJson.of(discount),
        detail.allowedActions().stream().sorted().toList(),
        detail.recentMoves(),
        detail.movesAllowed());
  }
}
