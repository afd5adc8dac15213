package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {

  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  @ParameterizedTest
  @CsvSource({
    "106, 106 ms",
    "999, 999 ms",
    "1049, 1.0 s",
    "59999, 59.9 s",
    "60000, 1 min",
    "1741359, 29 min",
    "7200000, 2 h"
  })
  void of_anyLength_isAsExactAsItIsRead(long millis, String said) {
    assertThat(Lag.of(millis, new Formats(Locale.ENGLISH, ZoneOffset.UTC))).isEqualTo(said);
  }
}
