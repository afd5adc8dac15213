package com.bpmcentr.console.shell;

import com.bpmcentr.console.connector.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times, money and numbers as the viewer reads them; times in the company's zone. */
public final class Formats {

  /** What stands where there is no value. */
  public static final String NOTHING = "—";

  private static final char NARROW_SPACE = '\u202F';
  private static final char NO_BREAK_SPACE = '\u00A0';

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12}\\.\\d{2}) ([A-Z]{3})");

  private final Locale locale;
  private final ZoneId zone;

  public Formats(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
  }

  public static String orNothing(@Nullable String text) {
    return text == null || text.isBlank() ? NOTHING : text;
  }

  public String date(Instant moment) {
    return print(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM), moment);
  }

  public String day(LocalDate day) {
    return date(startOf(day));
  }

  /** The last day that something lasts which ends at that moment. */
  public String lastDay(Instant end) {
    return date(end.minusMillis(1));
  }

  public String dateTime(Instant moment) {
    return print(
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT), moment);
  }

  public String optionalDateTime(@Nullable Instant moment) {
    return moment == null ? NOTHING : dateTime(moment);
  }

  /** In which all times are told. */
  public ZoneId zone() {
    return zone;
  }

  /** A day's first moment. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** A moment as it is typed. */
  public Instant at(LocalDateTime typed) {
    return typed.atZone(zone).toInstant();
  }

  /** With seconds: for logs, where what came first matters. */
  public String dateTimeExactly(Instant moment) {
    return print(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM), moment);
  }

  /** A moment or a day as a URL has it, in ISO 8601; any other text as it is. */
  public String dateTimeIfOne(String text) {
    try {
      return text.length() == "2026-12-21".length()
          ? day(LocalDate.parse(text))
          : dateTime(Instant.parse(text));
    } catch (DateTimeException neither) {
      return text;
    }
  }

  /** As {@link #dateTimeIfOne}, and an amount as {@link Money} writes it. */
  public String valueIfOne(String text) {
    Matcher amount = AMOUNT.matcher(text);
    return amount.matches() && isCurrency(amount.group(2))
        ? money(new Money(new BigDecimal(amount.group(1)), amount.group(2)))
        : dateTimeIfOne(text);
  }

  /** What looks like an amount may be what somebody named a key. */
  private static boolean isCurrency(String code) {
    return Currency.availableCurrencies().anyMatch(each -> each.getCurrencyCode().equals(code));
  }

  public String money(Money money) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(money.currency()));
    return format.format(money.amount());
  }

  /** To be typed: with the language's own comma, and nothing else. */
  public String amount(Money money) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setGroupingUsed(false);
    format.setMinimumFractionDigits(money.amount().scale());
    return format.format(money.amount());
  }

  /** With one digit after the point. */
  public String tenths(long tenths) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(1);
    return format.format(tenths / 10.0);
  }

  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /**
   * A line may break after its last comma, before the time of day, and nowhere else. (CLDR's narrow
   * space before AM and PM is so narrow that it cannot be seen.)
   */
  private String print(DateTimeFormatter format, Instant moment) {
    String text =
        format
            .withLocale(locale)
            .format(moment.atZone(zone))
            .replace(NARROW_SPACE, NO_BREAK_SPACE)
            .replace(' ', NO_BREAK_SPACE);
    int comma = text.lastIndexOf("," + NO_BREAK_SPACE);
    return comma < 0 ? text : text.substring(0, comma) + ", " + text.substring(comma + 2);
  }
}
