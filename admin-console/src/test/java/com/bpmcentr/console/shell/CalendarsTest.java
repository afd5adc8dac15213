package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  /** The first is how days are written; a year of two digits may be typed in each. */
  @Test
  void words_formats_areTheLanguagesOwnFirst_andTheYearComesFirstInTheLastAlone() {
    for (String language : List.of("uk", "ru", "en")) {
      List<String> formats = Calendars.words(Locale.of(language), "-", "-").getDateFormats();
      assertThat(formats)
          .as(language)
          .startsWith(language.equals("en") ? "M/d/yyyy" : "dd.MM.yyyy")
          .contains("dd.MM")
          .endsWith("yyyy-MM-dd");
      assertThat(formats).filteredOn(format -> format.startsWith("y")).hasSize(1);
    }
  }

  @Test
  void words_weekdays_beginWithSunday() {
    assertThat(Calendars.words(Locale.of("uk"), "-", "-").getWeekdays())
        .startsWith("неділя", "понеділок")
        .hasSize(7);
    assertThat(Calendars.words(Locale.of("ru"), "-", "-").getFirstDayOfWeek()).isEqualTo(1);
  }
}
