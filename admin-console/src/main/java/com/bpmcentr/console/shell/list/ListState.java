package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.secret.SecretPrefix;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list is filtered and sorted by, as the URL's query says it: {@code
 * ?status=active&sort=-created}. A screen changes it only by navigating, so back and forward work.
 * Of a secret that was pasted into a filter only the prefix gets that far.
 */
public record ListState(Map<String, String> filters, List<SortOrder> sort) {

  /** Nothing is asked for. */
  public static final ListState PLAIN = new ListState(Map.of(), List.of());

  private static final String SORT = "sort";
  private static final String DESCENDING = "-";

  public ListState {
    filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    sort = List.copyOf(sort);
  }

  public static ListState of(QueryParameters parameters) {
    var filters = new LinkedHashMap<String, String>();
    parameters
        .getParameters()
        .forEach(
            (name, values) -> {
              String value = values.isEmpty() ? "" : values.getFirst().strip();
              if (!name.equals(SORT) && !value.isEmpty()) {
                filters.put(name, SecretPrefix.cut(name, value));
              }
            });
    return new ListState(
        filters, parameters.getSingleParameter(SORT).map(ListState::parseSort).orElse(List.of()));
  }

  public QueryParameters parameters() {
    var parameters = new LinkedHashMap<String, String>(filters);
    if (!sort.isEmpty()) {
      parameters.put(SORT, sort.stream().map(ListState::print).collect(Collectors.joining(",")));
    }
    return QueryParameters.simple(parameters);
  }

  public ListState with(String filter, @Nullable String value) {
    var changed = new LinkedHashMap<>(filters);
    if (value == null || value.isBlank()) {
      changed.remove(filter);
    } else {
      changed.put(filter, SecretPrefix.cut(filter, value.strip()));
    }
    return new ListState(changed, sort);
  }

  public ListState sortedBy(List<SortOrder> orders) {
    return new ListState(filters, orders);
  }

  public ListState withoutFilters() {
    return new ListState(Map.of(), sort);
  }

  private static List<SortOrder> parseSort(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(part -> !part.isBlank() && !part.equals(DESCENDING))
        .map(
            part ->
                part.startsWith(DESCENDING)
                    ? SortOrder.descending(part.substring(1))
                    : SortOrder.ascending(part))
        .toList();
  }

  private static String print(SortOrder order) {
    return (order.descending() ? DESCENDING : "") + order.field();
  }
}
