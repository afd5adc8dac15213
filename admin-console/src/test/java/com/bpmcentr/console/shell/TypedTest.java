package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTest {

  @ParameterizedTest
  @CsvSource({
    "15, 15",
    "'15,00', 15.00",
    "' 15.00 ', 15.00",
    "'1 234,50', 1234.50",
    "'1\u00a0234,50', 1234.50",
    "'1\u202f234,50', 1234.50",
    "'1,234.50', 1.234.50",
    "15 USD, 15USD",
    "15%, 15%"
  })
  void number_asTyped_isWrittenAsItIsRead(String typed, String read) {
    assertThat(Typed.number(typed)).isEqualTo(read);
  }

  @Test
  void percents_withTheirSign_areTheNumber() {
    assertThat(Typed.percents("10 %")).isEqualTo("10");
    assertThat(Typed.percents("7,5")).isEqualTo("7.5");
  }

  @Test
  void account_inGroups_isWhole() {
    assertThat(Typed.account(" 123 45\u00a067\n")).isEqualTo("1234567");
    assertThat(Typed.account("acc-12")).isEqualTo("acc-12");
  }

  @Test
  void number_withWhatNobodySees_isReadWithoutIt() {
    assertThat(Typed.number("\u200e1\u00a0500,00\u200f")).isEqualTo("1500.00");
    assertThat(Typed.account("\u200b1234567\ufeff")).isEqualTo("1234567");
    assertThat(Typed.secret(" bpm_prod_ab\u200bc\u2028def ")).isEqualTo("bpm_prod_abcdef");
  }
}
