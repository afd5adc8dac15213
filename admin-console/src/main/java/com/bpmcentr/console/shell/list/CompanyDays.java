package com.bpmcentr.console.shell.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Days in a list's filters, as the company's zone has them: {@code from=2026-12-21} begins with
 * that day there, and {@code until=2026-12-21} ends with it. Moments stay as they are.
 */
final class CompanyDays {

  private static final Pattern FROM = Pattern.compile("from|\\w+From");
  private static final Pattern UNTIL = Pattern.compile("until|\\w+Until");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private CompanyDays() {}

  /** The filters as services understand them. */
  static Map<String, String> asMoments(Map<String, String> filters, ZoneId zone) {
    Map<String, String> moments = new LinkedHashMap<>();
    filters.forEach((name, value) -> moments.put(name, moment(name, value, zone)));
    return moments;
  }

  static boolean isTime(String filter) {
    return FROM.matcher(filter).matches() || UNTIL.matcher(filter).matches();
  }

  /** The day that the text is, if it is one. */
  static Optional<LocalDate> day(String text) {
    if (!DAY.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static String moment(String name, String value, ZoneId zone) {
    if (!isTime(name)) {
      return value;
    }
    return day(value)
        .map(day -> UNTIL.matcher(name).matches() ? day.plusDays(1) : day)
        .map(day -> day.atStartOfDay(zone).toInstant().toString())
        .orElse(value);
  }
}
