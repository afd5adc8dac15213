package com.bpmcentr.loadtests;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What staff have changed, and when it was seen. */
final class SeenChange {
  private static final long NEVER = 0;

  private final String name;
  private final String code;
  private final AtomicInteger checksAfterReceipt = new AtomicInteger();
  private volatile long answered = NEVER;
  private volatile long firstSeen = NEVER;
  private volatile long receipt = NEVER;

  /**
   * @param code what checks get from now on
   */
  SeenChange(String name, String code) {
    this.name = name;
    this.code = code;
  }

  /** The admin API has said that it is done. */
  void answered() {
    answered = System.nanoTime();
  }

  /** Each live edge has applied it. */
  void applied() {
    receipt = System.nanoTime();
  }

  boolean isApplied() {
    return receipt != NEVER;
  }

  int checksAfterReceipt() {
    return checksAfterReceipt.get();
  }

  /** A check has ended. */
  void seen(String checksCode) {
    if (isApplied()) {
      checksAfterReceipt.incrementAndGet();
    }
    if (firstSeen == NEVER && checksCode.equals(code)) {
      firstSeen = System.nanoTime();
    }
  }

  /** A row of the summary's table; times in milliseconds after the admin API's answer. */
  String row() {
    return "| %s | %s | %s | %s | %d |"
        .formatted(
            name, code, sinceAnswer(firstSeen), sinceAnswer(receipt), checksAfterReceipt.get());
  }

  private String sinceAnswer(long nanos) {
    return nanos == NEVER
        ? "never"
        : String.format(Locale.ROOT, "%.1f", Math.max(0, nanos - answered) / 1e6);
  }
}
