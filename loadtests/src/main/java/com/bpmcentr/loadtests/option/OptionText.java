package com.bpmcentr.loadtests.option;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** What was typed as an option's name or value. */
public final class OptionText {
  private OptionText() {}

  /** A whole number within the bounds, which are allowed themselves; empty if it is none. */
  public static OptionalInt number(String text, int least, int greatest) {
    try {
      int number = Integer.parseInt(text);
      return number >= least && number <= greatest ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** The name that could have been meant by a wrong one; empty if none is near. */
  public static Optional<String> nearest(String wrong, Collection<String> names) {
    Optional<String> best = Optional.empty();
    int least = Math.max(1, wrong.length() / 2) + 1;
    for (String name : new TreeSet<>(names)) {
      int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = Optional.of(name);
      }
    }
    return best;
  }

  /** How many characters must be changed, added or left out (Levenshtein). */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[to.length()];
  }
}
