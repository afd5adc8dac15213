package com.bpmcentr.console.subscription;

import com.bpmcentr.license.WireName;

/** What staff can do with a subscription; which of it now, {@link Lifecycle} says. */
public enum ActionName implements WireName {
  CHANGE_ACCOUNT,
  CANCEL,
  REACTIVATE,
  SUSPEND,
  RESUME,
  REVOKE
}
