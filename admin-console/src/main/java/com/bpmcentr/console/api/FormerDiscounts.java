package com.bpmcentr.console.api;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Discount;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.FormerDiscount;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Discounts of a customer's subscriptions as they were. */
@Schema(name = "FormerDiscounts")
record FormerDiscounts(
    @NotNull List<@NotNull @Valid Former> subscriptions, @NotNull String reason) {

  /**
   * One subscription's.
   *
   * @param version of the subscription as it was looked at
   * @param discount as the subscription showed it; absent: the list's price
   */
  @Schema(name = "FormerDiscount")
  record Former(
      @NotNull UUID subscriptionId,
      @NotNull Integer version,
      SubscriptionDetailJson.@Nullable DiscountJson discount) {}

  List<FormerDiscount> formers() {
    return subscriptions.stream()
        .map(
            former ->
                new FormerDiscount(
                    former.subscriptionId(),
                    former.version(),
                    former.discount() == null ? null : discount(former.discount())))
        .toList();
  }

  private static Discount discount(SubscriptionDetailJson.DiscountJson json) {
    var form = new DiscountForm(json.percent(), json.price(), json.reason(), json.endsAt());
    Interval interval = Objects.requireNonNullElse(json.priceInterval(), Interval.MONTH);
    String currency = Objects.requireNonNullElse(json.currency(), "");
    String wrong =
        json.id() == null
            ? "id"
            : json.price() != null && !currency.matches("[A-Z]{3}")
                ? "currency"
                : form.problem().map(Refusal.Invalid::field).orElse(null);
    if (wrong != null) {
      throw new InvalidRequestException(
          "subscriptions", "has a discount whose " + wrong + " is none that a discount can have");
    }
    return form.of(json.id(), interval, currency);
  }
}
