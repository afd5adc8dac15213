package com.bpmcentr.console.imports;

import java.time.Duration;

/**
 * What one import may have, so that nobody fills memory or disk with one call.
 *
 * @param lineBytes most bytes of one line
 * @param lines most lines, empty ones among them
 */
public record ImportLimits(int lineBytes, long lines) {

  public static final ImportLimits DOCUMENTED = new ImportLimits(64 * 1024, 2_000_000);

  /** After so long without a line nobody believes that more will come. */
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  /** Most keys of one line, and most subscriptions: a block of lines is one transaction. */
  static final int PARTS_OF_A_LINE = 100;
}
