package com.bpmcentr.loadtests.bench.scenario;

/** How long what was done on a screen took, and which of it took longest. */
final class Clicks {
  private final Samples nanos = new Samples();
  private long longest = Long.MIN_VALUE;
  private String slowest = "";

  /**
   * Adds one.
   *
   * @param what tells it from the others, as an address does that says what a list shows
   */
  void add(long nanos, String what) {
    this.nanos.add(nanos);
    if (nanos > longest) {
      longest = nanos;
      slowest = what;
    }
  }

  Samples nanos() {
    return nanos;
  }

  String slowest() {
    return slowest;
  }
}
