package com.bpmcentr.edge.guard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many a second, and so many at once after a rest.
 *
 * @param perSecond from 1 to 1,000,000
 * @param burst from 1 to 10,000,000
 */
public record Rate(int perSecond, int burst) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,7})(?:/([0-9]{1,8}))?");
  private static final int MOST_PER_SECOND = 1_000_000;
  private static final int LARGEST_BURST = 10_000_000;
  private static final int USUAL_BURST_SECONDS = 10;

  public Rate {
    if (perSecond < 1 || perSecond > MOST_PER_SECOND || burst < 1 || burst > LARGEST_BURST) {
      throw new IllegalArgumentException("not a rate: " + perSecond + "/" + burst);
    }
  }

  /**
   * Reads {@code perSecond} or {@code perSecond/burst}; without a burst it is ten seconds' worth.
   */
  public static Optional<Rate> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int perSecond = Integer.parseInt(form.group(1));
    int burst =
        form.group(2) == null ? perSecond * USUAL_BURST_SECONDS : Integer.parseInt(form.group(2));
    boolean inRange =
        perSecond >= 1 && perSecond <= MOST_PER_SECOND && burst >= 1 && burst <= LARGEST_BURST;
    return inRange ? Optional.of(new Rate(perSecond, burst)) : Optional.empty();
  }
}
