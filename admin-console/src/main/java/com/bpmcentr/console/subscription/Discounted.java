package com.bpmcentr.console.subscription;

import org.jspecify.annotations.Nullable;

/**
 * A subscription whose discount was changed.
 *
 * @param former what was agreed before; absent: the list's price
 */
public record Discounted(SubscriptionView view, @Nullable Discount former) {

  /** What {@link DiscountService#restore} needs to take the change back. */
  public FormerDiscount undo() {
    return new FormerDiscount(view.subscription().id(), view.subscription().version(), former);
  }
}
