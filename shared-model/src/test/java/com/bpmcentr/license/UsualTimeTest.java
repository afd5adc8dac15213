package com.bpmcentr.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeTest {

  /** From the year 1 to the year 9999. */
  @Property
  void parse_anyTimeOfAnyDocument_asInstantParses(
      @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    String text = millis % 1000 == 0 ? time.toString().replace("Z", ".000Z") : time.toString();

    assertThat(UsualTime.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31T00:00:00Z",
        "2026-02-29T00:00:00.000Z",
        "2026-01-31T24:00:00.000Z",
        "2026-01-31t00:00:00.000Z",
        "2026-01-31T00:00:00,000Z",
        "2026-01-31T00:00:00.000z",
        "2026-01-3\u0661T00:00:00.000Z",
        "+026-01-31T00:00:00.000Z",
        "2026-01-31T00:00:00.00-1"
      })
  void parse_anyOtherForm_null(String text) {
    assertThat(UsualTime.parse(text)).isNull();
  }
}
