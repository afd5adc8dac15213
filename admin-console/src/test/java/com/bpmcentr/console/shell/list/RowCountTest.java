package com.bpmcentr.console.shell.list;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowCountTest {

  @ParameterizedTest
  @CsvSource({"51, 51", "20149, 20100", "999992, 1000000", "1000392, 1000000", "2996725, 3000000"})
  void rounded_anEstimate_saysThreeDigits(long estimate, long shown) {
    assertThat(new RowCount(estimate, false).rounded()).isEqualTo(shown);
  }
}
