package com.bpmcentr.edge.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {

  @Test
  void of_whatWouldEndTheLineOrHideOrTurnIt_isEscaped() {
    assertThat(LogText.of("customer:x\r\n12:00 ERROR\u0000\u001b[2J\u2028\u202e\u0085", 100))
        .isEqualTo("customer:x\\u{d}\\u{a}12:00 ERROR\\u{0}\\u{1b}[2J\\u{2028}\\u{202e}\\u{85}");
  }

  @Test
  void of_ordinaryText_isUnchanged() {
    assertThat(LogText.of("customer:Ю–😀 version 1 after 2", 100))
        .isEqualTo("customer:Ю–😀 version 1 after 2");
  }

  @Test
  void of_longText_isCutBetweenCharacters() {
    assertThat(LogText.of("😀😀😀", 2)).isEqualTo("😀😀…");
    assertThat(LogText.of("😀😀", 2)).isEqualTo("😀😀");
  }
}
