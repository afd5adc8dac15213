package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CalendarsTest {

  @Test
  void words_monthNames_areInTheNominative() {
    assertThat(Calendars.words(Locale.of("uk"), "-", "-").getMonthNames())
        .startsWith("січень", "лютий")
        .contains("листопад")
        .hasSize(12);
    assertThat(Calendars.words(Locale.of("ru"), "-", "-").getMonthNames())
        .startsWith("январь", "февраль")
        .contains("ноябрь");
    assertThat(Calendars.words(Locale.ENGLISH, "-", "-").getMonthNames()).startsWith("January");
  }

  @Test
  void words_weekdays_beginWithSunday() {
    assertThat(Calendars.words(Locale.of("uk"), "-", "-").getWeekdays())
        .startsWith("неділя", "понеділок")
        .hasSize(7);
    assertThat(Calendars.words(Locale.of("ru"), "-", "-").getFirstDayOfWeek()).isEqualTo(1);
  }
}
