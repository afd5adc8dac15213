package com.bpmcentr.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarQueryTest {

  @ParameterizedTest
  @CsvSource({
    "Ткач, Тка кач",
    "Ткачі, Тка ачі",
    "Коваль, Ков аль",
    "Шевченко, Шевч енко",
    "olenatkach12, olen atka ch12"
  })
  void pieces_together_areTheText(String typed, String pieces) {
    assertThat(SimilarQuery.pieces(typed)).containsExactly(pieces.split(" "));
  }

  /** The index has three in a row; for anything less all customers would be read. */
  @ParameterizedTest
  @ValueSource(strings = {"Ткач ----------", "т.к.а.ч.у.к", "----Ткач----", "а б в г ґ д"})
  void pieces_withoutThreeInARow_areLeftOut(String typed) {
    assertThat(SimilarQuery.pieces(typed)).allMatch(piece -> piece.contains("Ткач"));
  }

  /** Dots and spaces make trigrams that tens of thousands have, whose rows would be looked at. */
  @Test
  void pieces_withWhatStandsBetweenWords_haveTheLongestRunOfLetters() {
    assertThat(SimilarQuery.pieces("tkach.olena.17@north.exmple"))
        .containsExactly("tkach", "olena", "north", "exmple");
  }

  /** Half a character is none, and finds nobody. */
  @Test
  void pieces_ofLettersOfTwoHalves_haveThemWhole() {
    assertThat(SimilarQuery.pieces("𐌰𐌱𐌲𐌳𐌴")).containsExactly("𐌰𐌱𐌲", "𐌲𐌳𐌴");
  }
}
