package com.bpmcentr.console.subscription;

import com.bpmcentr.console.subscription.Subscription.Hold;
import com.bpmcentr.console.subscription.Subscription.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * What keeps it from working, whatever is paid.
 *
 * @param hold present while staff keep it from working
 * @param revocation present once staff ended it for good
 */
public record Stops(@Nullable Hold hold, @Nullable Revocation revocation) {

  static final Stops NONE = new Stops(null, null);

  Stops with(@Nullable Hold changed) {
    return new Stops(changed, revocation);
  }

  Stops with(Revocation added) {
    return new Stops(hold, added);
  }
}
