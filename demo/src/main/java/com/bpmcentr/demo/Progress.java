package com.bpmcentr.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells who watches what the demo is waiting for, and how long each step took. */
final class Progress {
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private long stepStart;

  Progress(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  void start(String step) {
    stepStart = nanoTime.getAsLong();
    out.printf("  %-12s starting%n", step);
    out.flush();
  }

  void stillWaiting(String step, String hint) {
    out.printf("  %-12s still waiting after %s (%s)%n", step, elapsed(), hint);
    out.flush();
  }

  void tell(String step, String what) {
    out.printf("  %-12s %s (%s)%n", step, what, elapsed());
    out.flush();
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  long elapsedNanos() {
    return nanoTime.getAsLong() - stepStart;
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%.1f s", elapsedNanos() / 1e9);
  }
}
