package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KyivDatesTest {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMMM y 'року'", Locale.forLanguageTag("uk"))
          .withZone(ZoneId.of("Europe/Kyiv"));

  /** One for all tries, so that days meet what others have left. */
  private static final KyivDates KEPT = new KyivDates(Language.UK);

  private final KyivDates dates = new KyivDates(Language.UK);

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T21:59:59.999Z, 30 листопада 2026 року",
    "2026-11-30T22:00:00Z, 1 грудня 2026 року",
    "2026-07-31T20:59:59.999Z, 31 липня 2026 року",
    "2026-07-31T21:00:00Z, 1 серпня 2026 року",
  })
  void text_aroundMidnight_isTheDayInKyiv(Instant time, String day) {
    assertThat(dates.text(time.toEpochMilli())).isEqualTo(day);
    assertThat(dates.text(time.toEpochMilli())).as("once kept").isEqualTo(day);
  }

  @Property
  void text_anyTime_isWhatTheFormatSays(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long time) {
    assertThat(KEPT.text(time)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(time)));
  }

  @Property
  void text_anyTimeOfTheseYears_isWhatTheFormatSays(
      @ForAll @LongRange(min = 1_700_000_000_000L, max = 2_200_000_000_000L) long time) {
    assertThat(KEPT.text(time)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(time)));
  }
}
