package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.subscription.SubscriptionStatus;

/** How a subscription's status is coloured. */
public final class SubscriptionTones {

  private SubscriptionTones() {}

  public static StatusBadge badge(SubscriptionStatus status) {
    return new StatusBadge(Words.of("status", status), of(status));
  }

  static Tone of(SubscriptionStatus status) {
    return switch (status) {
      case ACTIVE, TRIAL -> Tone.GOOD;
      case SCHEDULED -> Tone.CALM;
      case PAST_DUE, CANCELED -> Tone.ATTENTION;
      case SUSPENDED, REVOKED -> Tone.BAD;
      case EXPIRED -> Tone.NEUTRAL;
    };
  }
}
