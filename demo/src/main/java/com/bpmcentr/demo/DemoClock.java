package com.bpmcentr.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far the demo's console and edges are ahead of the machine's clock. What they have signed says
 * when, so it only ever goes ahead, and a later start finds it where it was.
 */
final class DemoClock {
  private static final Pattern FORM = Pattern.compile("\\+?([0-9]{1,5})([dhm])");
  private static final Duration MOST = Duration.ofDays(3650);
  private static final Map<String, Duration> UNITS =
      Map.of("d", Duration.ofDays(1), "h", Duration.ofHours(1), "m", Duration.ofMinutes(1));

  private DemoClock() {}

  /** What {@code -Ddemo.clock} says; nothing: zero. */
  static Duration parse(@Nullable String text) throws DemoRefusal {
    if (text == null || text.isEmpty()) {
      return Duration.ZERO;
    }
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      Duration unit = UNITS.getOrDefault(form.group(2), Duration.ZERO);
      Duration ahead = unit.multipliedBy(Long.parseLong(form.group(1)));
      if (ahead.compareTo(MOST) <= 0) {
        return ahead;
      }
    }
    throw new DemoRefusal(
        "demo.clock must be a time ahead like +10d, +36h or +90m, of at most 3650 days, not \""
            + text
            + "\"");
  }

  /** As {@link #parse} reads it. */
  static String text(Duration ahead) {
    if (ahead.toMinutes() % (24 * 60) == 0) {
      return "+" + ahead.toDays() + "d";
    }
    return ahead.toMinutes() % 60 == 0
        ? "+" + ahead.toHours() + "h"
        : "+" + ahead.toMinutes() + "m";
  }

  /**
   * How far ahead this start is: as asked, or as the last one was.
   *
   * @param asked zero: nothing
   * @throws DemoRefusal when it would go back
   */
  static Duration moved(DemoFolder folder, Duration asked) throws IOException, DemoRefusal {
    Duration before = before(folder.clockFile(), folder.root());
    if (asked.isZero()) {
      return before;
    }
    if (asked.compareTo(before) < 0) {
      throw new DemoRefusal(
          "the demo's clock is at %s and does not go back; give -Ddemo.clock=%s or more, or delete %s to begin anew"
              .formatted(text(before), text(before), folder.root()));
    }
    Files.writeString(folder.clockFile(), text(asked) + "\n");
    return asked;
  }

  private static Duration before(Path file, Path root) throws IOException, DemoRefusal {
    if (!Files.exists(file)) {
      return Duration.ZERO;
    }
    try {
      return parse(Files.readString(file).strip());
    } catch (DemoRefusal e) {
      throw new DemoRefusal(
          "the demo's folder is damaged: %s says no time; delete %s to begin anew"
              .formatted(file, root),
          e);
    }
  }
}
