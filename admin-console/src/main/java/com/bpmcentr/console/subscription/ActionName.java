package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;

/** What staff can do with a subscription; which of it now, {@link Lifecycle} says. */
public enum ActionName implements WireName {
  CHANGE_ACCOUNT,
  CANCEL,
  REACTIVATE,
  SUSPEND,
  RESUME,
  REVOKE,
  PAY,
  REFUND,
  CHANGE_INTERVAL,
  DISCOUNT;

  /** Whether nothing but a reason goes with it, so that it can be done to many at once. */
  public boolean takesOnlyAReason() {
    return switch (this) {
      case CANCEL, REACTIVATE, SUSPEND, RESUME, REVOKE -> true;
      case CHANGE_ACCOUNT, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT -> false;
    };
  }
}
