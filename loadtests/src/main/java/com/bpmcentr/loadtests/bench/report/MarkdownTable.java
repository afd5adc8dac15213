package com.bpmcentr.loadtests.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, padded so that it also reads well in a terminal. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(String... header) {
    rows.add(List.of(header));
  }

  public MarkdownTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.length + " cells under " + rows.getFirst().size() + " headings");
    }
    rows.add(List.of(cells));
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      appendRow(text, rows.get(i), ' ');
      if (i == 0) {
        appendRow(text, rows.getFirst().stream().map(_ -> "").toList(), '-');
      }
    }
    return text.toString();
  }

  private void appendRow(StringBuilder text, List<String> cells, char padding) {
    text.append('|');
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      text.append(padding)
          .append(cell)
          .repeat(padding, width(column) - cell.length())
          .append(padding)
          .append('|');
    }
    text.append('\n');
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
