package com.bpmcentr.console.shell;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long to wait before looking again: the usual time, and twice as long after each failure, so
 * that a database that stumbles is not asked the more.
 */
final class Patience implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final long usualMillis;
  private long waitMillis;
  private long waitedMillis;
  private boolean failing;

  Patience(Duration usual) {
    usualMillis = usual.toMillis();
    waitMillis = usualMillis;
  }

  long waitMillis() {
    return waitMillis;
  }

  /** Time has passed; whether it is time to look. */
  boolean waited(long millis) {
    waitedMillis += millis;
    return waitedMillis >= waitMillis;
  }

  /** Whether it failed for the first time. */
  boolean failed() {
    boolean first = !failing;
    failing = true;
    waitedMillis = 0;
    waitMillis = Math.max(usualMillis, Math.min(2 * waitMillis, LONGEST.toMillis()));
    return first;
  }

  /** Whether it had failed before. */
  boolean succeeded() {
    boolean recovered = failing;
    failing = false;
    waitedMillis = 0;
    waitMillis = usualMillis;
    return recovered;
  }
}
