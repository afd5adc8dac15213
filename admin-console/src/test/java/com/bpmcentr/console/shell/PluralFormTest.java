package com.bpmcentr.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluralFormTest {

  @ParameterizedTest
  @CsvSource({
    "0, MANY, MANY", "1, ONE, ONE", "2, MANY, FEW", "4, MANY, FEW", "5, MANY, MANY",
    "11, MANY, MANY", "12, MANY, MANY", "14, MANY, MANY", "21, MANY, ONE", "22, MANY, FEW",
    "111, MANY, MANY", "1001, MANY, ONE", "1000000, MANY, MANY"
  })
  void of_count_followsTheLanguage(long count, PluralForm english, PluralForm slavic) {
    assertThat(PluralForm.of(count, Language.EN)).isEqualTo(english);
    assertThat(PluralForm.of(count, Language.UK)).isEqualTo(slavic);
    assertThat(PluralForm.of(count, Language.RU)).isEqualTo(slavic);
  }
}
