package com.bpmcentr.console.shell;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;

/** Times, money and numbers as the viewer reads them; times in the company's zone. */
public final class Formats {

  private final Locale locale;
  private final ZoneId zone;

  public Formats(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.zone = zone;
  }

  public String date(Instant moment) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(moment.atZone(zone));
  }

  public String dateTime(Instant moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(locale)
        .format(moment.atZone(zone));
  }

  /** With seconds: for logs, where what came first matters. */
  public String dateTimeExactly(Instant moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(moment.atZone(zone));
  }

  public String money(BigDecimal amount, String currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(currency));
    return format.format(amount);
  }

  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** A wait, to a tenth of a millisecond while it is short. */
  public String milliseconds(Duration wait) {
    double milliseconds = wait.toNanos() / 1_000_000.0;
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(milliseconds < 10 ? 1 : 0);
    return format.format(milliseconds);
  }
}
