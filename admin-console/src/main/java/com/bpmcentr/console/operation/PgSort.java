package com.bpmcentr.console.operation;

import java.util.Map;
import java.util.Set;

/**
 * A way to sort a list.
 *
 * @param join what the order needs beside the listed table; empty if nothing
 * @param covered the filters for which all that is looked at stands in this order's index
 * @param ranges by the filter: where in this order all is that the filter leaves
 */
record PgSort(
    String join,
    String ascending,
    String descending,
    Set<String> covered,
    Map<String, String> ranges) {

  PgSort(String join, String ascending, String descending) {
    this(join, ascending, descending, Set.of(), Map.of());
  }

  PgSort covering(Set<String> filters) {
    return new PgSort(join, ascending, descending, filters, ranges);
  }

  PgSort within(String filter, String range) {
    return new PgSort(join, ascending, descending, covered, Map.of(filter, range));
  }

  String term(boolean isDescending) {
    return isDescending ? descending : ascending;
  }
}
