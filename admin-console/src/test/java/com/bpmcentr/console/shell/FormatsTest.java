package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  private static final Instant MOMENT = Instant.parse("2026-12-21T22:05:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uk | 22_груд._2026_р., 00:05",
        "ru | 22_дек._2026_г., 00:05",
        "en | Dec_22,_2026, 12:05_AM"
      })
  void dateTime_inAnyLanguage_breaksOnlyBeforeTheTimeOfDay(String language, String expected) {
    assertThat(in(language).dateTime(MOMENT)).isEqualTo(expected.replace('_', '\u00a0'));
  }

  @Test
  void lastDay_ofWhatEndsAtMidnight_isTheDayBefore() {
    assertThat(in("uk").lastDay(Instant.parse("2027-12-31T22:00:00Z")))
        .isEqualTo("31_груд._2027_р.".replace('_', '\u00a0'));
  }

  /** It stands beside the amount as money, and is to be typed as it stands there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"uk | 1500,50", "ru | 1500,50", "en | 1500.50"})
  void amount_inAnyLanguage_isWhatIsTyped(String language, String expected) {
    assertThat(in(language).amount(new Money(new BigDecimal("1500.5"), "USD"))).isEqualTo(expected);
  }

  private static Formats in(String language) {
    return new Formats(Locale.of(language), ZoneId.of("Europe/Kyiv"));
  }
}
