package com.bpmcentr.license;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the feed, written {@code <epoch>-<seq>}; ordered by epoch, then by sequence.
 *
 * @param epoch from 1; raised when a database had to be recovered
 * @param seq from 0, which stands before the first entry
 */
public record FeedPosition(long epoch, long seq) implements Comparable<FeedPosition> {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,18})-(0|[1-9][0-9]{0,18})");
  private static final Comparator<FeedPosition> ORDER =
      Comparator.comparingLong(FeedPosition::epoch).thenComparingLong(FeedPosition::seq);

  public FeedPosition {
    if (epoch < 1 || seq < 0) {
      throw new IllegalArgumentException("epoch is at least 1 and seq at least 0");
    }
  }

  /** Reads {@code <epoch>-<seq>}, decimal without leading zeros; empty when it is not that. */
  public static Optional<FeedPosition> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FeedPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** The later of two, of which either may be none. */
  public static @Nullable FeedPosition later(@Nullable FeedPosition a, @Nullable FeedPosition b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** The position of the entry that follows in the same epoch. */
  public FeedPosition next() {
    return new FeedPosition(epoch, seq + 1);
  }

  @Override
  public int compareTo(FeedPosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return epoch + "-" + seq;
  }
}
