package com.bpmcentr.console.subscription;

import com.bpmcentr.license.Interval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether it goes on after the period, and what is agreed for the periods to come.
 *
 * @param auto whether it goes on; never for a trial
 * @param canceledAt when that was turned off
 * @param interval another one than the present; absent: the same
 * @param discount absent: the list's price
 * @param known the list by which the customer was asked for the first of the periods that follow
 *     one another; absent: that of the day on which these began
 */
public record Renewal(
    boolean auto,
    @Nullable Instant canceledAt,
    @Nullable Interval interval,
    @Nullable Discount discount,
    @Nullable PriceNotice known) {

  /** As it begins: the same again, at the list's price. */
  static Renewal atStart(boolean auto) {
    return new Renewal(auto, null, null, null, null);
  }

  Renewal on() {
    return new Renewal(true, null, interval, discount, known);
  }

  Renewal off(Instant now) {
    return new Renewal(false, now, interval, discount, known);
  }

  Renewal with(@Nullable Interval next) {
    return new Renewal(auto, canceledAt, next, discount, known);
  }

  Renewal with(@Nullable Discount agreed) {
    return new Renewal(auto, canceledAt, interval, agreed, known);
  }

  Renewal with(PriceNotice seen) {
    return new Renewal(auto, canceledAt, interval, discount, seen);
  }
}
