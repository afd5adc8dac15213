package com.bpmcentr.console.imports;

/**
 * What one import may have, so that nobody fills memory or disk with one call.
 *
 * @param lineBytes most bytes of one line
 * @param lines most lines, empty ones aside
 */
public record ImportLimits(int lineBytes, long lines) {

  public static final ImportLimits DOCUMENTED = new ImportLimits(64 * 1024, 2_000_000);

  /** Most keys of one line, and most subscriptions: a block of lines is one transaction. */
  static final int PARTS_OF_A_LINE = 100;
}
