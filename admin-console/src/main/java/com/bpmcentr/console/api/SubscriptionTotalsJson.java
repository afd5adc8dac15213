package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.SubscriptionTotal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What the subscriptions that the filters leave come to. */
@Schema(name = "SubscriptionTotals")
record SubscriptionTotalsJson(List<Total> data) {

  /**
   * In one currency.
   *
   * @param perMonth their prices, a twelfth of a year's where they are paid by the year
   */
  @Schema(name = "SubscriptionTotal")
  record Total(String currency, long count, String perMonth) {}

  static SubscriptionTotalsJson of(List<SubscriptionTotal> totals) {
    return new SubscriptionTotalsJson(
        totals.stream()
            .map(
                total ->
                    new Total(
                        total.perMonth().currency(), total.count(), total.perMonth().amountText()))
            .toList());
  }
}
