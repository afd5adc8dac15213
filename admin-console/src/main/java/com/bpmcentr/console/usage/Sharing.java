package com.bpmcentr.console.usage;

import java.time.Duration;

/**
 * What speaks for a key being in strangers' hands: many Make accounts that the customer's
 * subscriptions refuse. A hint for people, on which nothing is ever blocked by itself.
 *
 * @param accounts how many were refused within {@link #WINDOW}; those beyond what edges tell apart
 *     count as one
 * @param calls how often
 * @param usable whether the key still opens anything: one that was dealt with is suspected no more
 */
public record Sharing(int accounts, long calls, boolean usable) {

  public static final Duration WINDOW = Duration.ofHours(24);

  /** Fewer are a scenario being set up, or an account mistyped. */
  public static final int SUSPECTED_FROM = 5;

  public boolean suspected() {
    return usable && accounts >= SUSPECTED_FROM;
  }
}
