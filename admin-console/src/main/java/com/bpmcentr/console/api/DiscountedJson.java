package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.Discounted;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The subscriptions that have the discount now. */
@Schema(name = "Discounted")
record DiscountedJson(List<SubscriptionJson> data) {

  static DiscountedJson of(List<Discounted> changed) {
    return new DiscountedJson(
        changed.stream().map(each -> SubscriptionJson.of(each.view())).toList());
  }
}
