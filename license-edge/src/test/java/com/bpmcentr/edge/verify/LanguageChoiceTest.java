package com.bpmcentr.edge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.Language;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "uk, , UK",
    "ru, uk, RU",
    "EN, uk, EN",
    "fr, ru, RU",
    "ukr, , EN",
    "'', ru, RU",
    ", , EN",
    ", uk, UK",
    ", uk-UA, UK",
    ", 'de, ru-RU;q=0.8, en;q=0.7', RU",
    ", 'en;q=0.5, uk;q=0.9', UK",
    ", 'uk;q=0, en;q=0.1', EN",
    ", 'uk;q=x, ru;q=0.2', RU",
    ", 'uk;level=1, ru;q=0.2', RU",
    ", '*', EN",
    ", ',,;;q=,', EN",
    ", 'uk;q=0.5,ru;q=0.5', UK",
  })
  void of_parameterThenHeaderThenEnglish(String asked, String header, Language expected) {
    assertThat(LanguageChoice.of(asked, header)).isEqualTo(expected);
  }

  @Property
  void of_anyHeader_neverFails(@ForAll String asked, @ForAll String header) {
    assertThat(LanguageChoice.of(asked, header)).isNotNull();
  }
}
