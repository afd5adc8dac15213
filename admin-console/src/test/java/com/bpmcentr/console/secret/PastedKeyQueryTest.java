package com.bpmcentr.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastedKeyQueryTest {

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 254, 255})
  void hasTheForm_asLongAsAKeyMayBe_isOne(int length) {
    assertThat(PastedKeyQuery.hasTheForm("~!".repeat(128).substring(0, length))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 256, 100_000})
  void hasTheForm_shorterOrLonger_isNone(int length) {
    assertThat(PastedKeyQuery.hasTheForm("x".repeat(length))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u0000", "\n", "\u007F", "\u0456", "\uD83D"})
  void hasTheForm_withAnotherCharacter_isNone(String character) {
    assertThat(PastedKeyQuery.hasTheForm("0123456789" + character + "0123456789")).isFalse();
  }
}
