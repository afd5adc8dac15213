package com.bpmcentr.console.operation;

import java.util.List;

/** What a list can be filtered and sorted by, in the order in which it is told. */
public record ListFields(List<String> filters, List<String> sorts) {
  public ListFields {
    filters = List.copyOf(filters);
    sorts = List.copyOf(sorts);
  }
}
