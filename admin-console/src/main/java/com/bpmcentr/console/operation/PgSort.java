package com.bpmcentr.console.operation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way to sort a list.
 *
 * @param join what the order needs beside the listed table; empty if nothing
 * @param covered the filters for which all that is looked at stands in one index
 * @param whole that index is not in this order: it is read wholly, and this is sorted by
 */
record PgSort(
    String join, String ascending, String descending, Set<String> covered, @Nullable String whole) {

  PgSort(String join, String ascending, String descending) {
    this(join, ascending, descending, Set.of(), null);
  }

  PgSort covering(Set<String> filters, @Nullable String whole) {
    return new PgSort(join, ascending, descending, filters, whole);
  }

  String term(boolean isDescending) {
    return isDescending ? descending : ascending;
  }
}
