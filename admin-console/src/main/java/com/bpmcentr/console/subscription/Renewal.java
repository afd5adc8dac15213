package com.bpmcentr.console.subscription;

import com.bpmcentr.license.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed for the periods to come.
 *
 * @param interval another one than the present; absent: the same
 * @param discount absent: the list's price
 */
public record Renewal(@Nullable Interval interval, @Nullable Discount discount) {

  static final Renewal AS_LISTED = new Renewal(null, null);

  Renewal with(@Nullable Interval next) {
    return new Renewal(next, discount);
  }

  Renewal with(@Nullable Discount agreed) {
    return new Renewal(interval, agreed);
  }
}
