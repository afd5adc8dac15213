package com.bpmcentr.loadtests.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void toString_cellsOfAnyWidth_padded() {
    assertThat(new MarkdownTable("a", "figure").row("long cell", "1"))
        .hasToString(
            """
            | a         | figure |
            |-----------|--------|
            | long cell | 1      |
            """);
  }

  @Test
  void row_otherNumberOfCells_refused() {
    MarkdownTable table = new MarkdownTable("a", "b");

    assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
  }
}
