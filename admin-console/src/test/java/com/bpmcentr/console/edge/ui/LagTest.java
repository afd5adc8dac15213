package com.bpmcentr.console.edge.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.TextUi;
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
    "59999, '59,999 ms'",
    "60000, 1 min",
    "1741359, 29 min",
    "7200000, 2 h"
  })
  void of_whileAnEdgeWasAway_isNotInMilliseconds(long millis, String said) {
    assertThat(Lag.of(millis, new Formats(Locale.ENGLISH, ZoneOffset.UTC))).isEqualTo(said);
  }
}
