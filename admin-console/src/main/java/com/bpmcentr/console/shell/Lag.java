package com.bpmcentr.console.shell;

import static com.bpmcentr.console.shell.Words.text;

import java.time.Duration;

/** How long a change took to an edge: as exactly as somebody reads it. */
public final class Lag {

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private Lag() {}

  /**
   * Milliseconds, from a second on seconds, and minutes where the edge was away meanwhile.
   *
   * @param millis since the publishing
   */
  public static String of(long millis, Formats formats) {
    Duration lag = Duration.ofMillis(millis);
    if (lag.compareTo(A_SECOND) < 0) {
      return text("edges.milliseconds", formats.number(millis));
    }
    return lag.compareTo(A_MINUTE) < 0
        ? text("edges.seconds", formats.tenths(lag.toMillis() / 100))
        : Words.duration(Duration.ofMinutes(lag.toMinutes()));
  }
}
