package com.bpmcentr.console.edge.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import java.time.Duration;

/** How long a change took to an edge: milliseconds, unless the edge was away meanwhile. */
final class Lag {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private Lag() {}

  static String of(long millis, Formats formats) {
    Duration lag = Duration.ofMillis(millis);
    return lag.compareTo(A_MINUTE) < 0
        ? text("edges.milliseconds", formats.number(millis))
        : Words.duration(Duration.ofMinutes(lag.toMinutes()));
  }
}
