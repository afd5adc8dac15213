package com.bpmcentr.console.api;

import com.bpmcentr.console.subscription.SubscriptionView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The subscriptions that have the discount now. */
@Schema(name = "Discounted")
record DiscountedJson(List<SubscriptionJson> data) {

  static DiscountedJson of(List<SubscriptionView> views) {
    return new DiscountedJson(views.stream().map(SubscriptionJson::of).toList());
  }
}
