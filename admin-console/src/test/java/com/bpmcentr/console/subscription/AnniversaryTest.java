package com.bpmcentr.console.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnniversaryTest {

  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # first local time, interval, periods, local time of the end
          2026-01-31T10:00, MONTH,  1, 2026-02-28T10:00
          2026-01-31T10:00, MONTH,  2, 2026-03-31T10:00
          2026-01-31T10:00, MONTH,  3, 2026-04-30T10:00
          2028-01-31T10:00, MONTH,  1, 2028-02-29T10:00
          2028-02-29T10:00, YEAR,   1, 2029-02-28T10:00
          2028-02-29T10:00, YEAR,   4, 2032-02-29T10:00
          2037-12-31T10:00, MONTH,  1, 2038-01-31T10:00
          2038-01-19T05:14:07, YEAR, 1, 2039-01-19T05:14:07
          """)
  void after_monthEndsAndLeapYears_clampsAndReturns(
      LocalDateTime first, Interval interval, int periods, LocalDateTime end) {
    Anniversary anniversary = new Anniversary(first.atZone(KYIV).toInstant(), interval, KYIV);

    assertThat(anniversary.after(periods)).isEqualTo(end.atZone(KYIV).toInstant());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # 03:30 does not exist on 29 March 2026: forward; 03:30 is twice on 25 October: the earlier
          2026-02-28T03:30, 2026-03-28T01:30:00Z
          2026-02-27T22:00, 2026-03-27T20:00:00Z
          2025-12-29T03:30, 2026-01-29T01:30:00Z
          2026-09-25T03:30, 2026-10-25T00:30:00Z
          """)
  void after_oneMonthAroundClockChanges_keepsTheLocalTime(LocalDateTime first, Instant end) {
    Anniversary anniversary = new Anniversary(first.atZone(KYIV).toInstant(), Interval.MONTH, KYIV);

    assertThat(anniversary.after(1)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-29T03:30, 2, 2026-03-29T01:30:00Z",
    "2026-01-29T02:59, 2, 2026-03-29T00:59:00Z"
  })
  void after_localTimeThatDoesNotExist_movesForward(LocalDateTime first, int periods, Instant end) {
    Anniversary anniversary = new Anniversary(first.atZone(KYIV).toInstant(), Interval.MONTH, KYIV);

    assertThat(anniversary.after(periods)).isEqualTo(end);
  }

  @Property
  void after_anyStart_endsOnTheSameDayOrTheMonthsLast(
      @ForAll @LongRange(min = 1_500_000_000L, max = 4_000_000_000L) long epochSecond,
      @ForAll @IntRange(min = 1, max = 120) int periods) {
    Instant first = Instant.ofEpochSecond(epochSecond);
    Anniversary anniversary = new Anniversary(first, Interval.MONTH, KYIV);

    LocalDateTime start = LocalDateTime.ofInstant(first, KYIV);
    LocalDateTime end = LocalDateTime.ofInstant(anniversary.after(periods), KYIV);

    YearMonth month = YearMonth.from(start).plusMonths(periods);
    assertThat(end.toLocalDate())
        .isEqualTo(month.atDay(Math.min(start.getDayOfMonth(), month.lengthOfMonth())));
    assertThat(anniversary.after(periods)).isAfter(anniversary.after(periods - 1));
  }

  @Property
  void after_twelveMonths_isOneYear(
      @ForAll @LongRange(min = 1_500_000_000L, max = 4_000_000_000L) long epochSecond) {
    Instant first = Instant.ofEpochSecond(epochSecond);

    assertThat(new Anniversary(first, Interval.MONTH, KYIV).after(12))
        .isEqualTo(new Anniversary(first, Interval.YEAR, KYIV).after(1));
  }
}
