package com.bpmcentr.console.operation;

import java.util.Set;

/**
 * A way to sort a list.
 *
 * @param join what the order needs beside the listed table; empty if nothing
 * @param covered the filters for which all that is looked at stands in this order's index
 */
record PgSort(String join, String ascending, String descending, Set<String> covered) {

  PgSort(String join, String ascending, String descending) {
    this(join, ascending, descending, Set.of());
  }

  PgSort covering(Set<String> filters) {
    return new PgSort(join, ascending, descending, filters);
  }

  String term(boolean isDescending) {
    return isDescending ? descending : ascending;
  }
}
