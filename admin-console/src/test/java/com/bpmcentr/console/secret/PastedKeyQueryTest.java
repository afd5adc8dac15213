package com.bpmcentr.console.secret;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  /** Chats and documents put what nobody sees around what is copied from them, and into it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200Bkey-from-elsewhere\uFEFF",
        "The key:\u2066key-from-elsewhere\u2069, thanks",
        "key-from\u00AD-else\u200Bwhere"
      })
  void readings_withWhatNobodySees_haveTheKey(String pasted) {
    assertThat(PastedKeyQuery.readings(pasted)).contains("key-from-elsewhere");
  }

  @Test
  void readings_ofWhatNobodySearchesFor_areFew() {
    String letter = "\"sixteen-letters!\" ".repeat(100_000);
    String words =
        IntStream.range(0, 1_000).mapToObj("number-of-a-word-%04d "::formatted).collect(joining());

    assertThat(PastedKeyQuery.readings(letter)).hasSize(2);
    assertThat(PastedKeyQuery.readings(words)).hasSize(20);
    assertThat(PastedKeyQuery.readings(" ".repeat(100_000) + "x")).isEmpty();
  }
}
