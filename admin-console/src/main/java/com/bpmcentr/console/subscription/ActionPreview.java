package com.bpmcentr.console.subscription;

import java.time.Instant;

/**
 * What an action would change, for the screen to say before it is done.
 *
 * @param accessEndsAt from when it would not work; meaningless while {@code accessAfter} is false
 * @param startsPeriod whether a new period would start, and be charged
 */
public record ActionPreview(
    SubscriptionStatus statusBefore,
    SubscriptionStatus statusAfter,
    boolean accessBefore,
    boolean accessAfter,
    Instant accessEndsAt,
    boolean startsPeriod) {

  /** Whether who uses it now could not a moment later. */
  public boolean endsAccessAtOnce() {
    return accessBefore && !accessAfter;
  }

  /** Whether nothing takes the action back but another subscription or another period. */
  public boolean isForGood(ActionName action) {
    return switch (action) {
      case REVOKE -> true;
      case CANCEL -> endsAccessAtOnce();
      case REACTIVATE -> startsPeriod;
      case CHANGE_ACCOUNT, SUSPEND, RESUME, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT -> false;
    };
  }

  static ActionPreview of(Subscription before, Subscription after, Instant now) {
    return new ActionPreview(
        before.status(now),
        after.status(now),
        before.hasAccess(now),
        after.hasAccess(now),
        after.accessEndsAt(),
        after.term().periodStartsAt().isAfter(before.term().periodStartsAt()));
  }
}
