package com.bpmcentr.console.operation;

/** One column to sort by; which names there are is each list's own matter. */
public record SortOrder(String field, boolean descending) {

  public static SortOrder ascending(String field) {
    return new SortOrder(field, false);
  }

  public static SortOrder descending(String field) {
    return new SortOrder(field, true);
  }
}
