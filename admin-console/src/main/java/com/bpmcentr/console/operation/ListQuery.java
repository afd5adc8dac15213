package com.bpmcentr.console.operation;

import com.bpmcentr.console.secret.SecretPrefix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Each list names the filters and sorts it knows; any other is
 * {@link Refusal.Invalid}, and so is a filter's value that the list cannot read.
 *
 * @param filters field → value as text; all must hold; a secret is cut to its prefix
 * @param sort the first decides; the list adds its own last tie-breaker
 * @param offset how many rows to skip
 * @param limit at most so many rows, 1 to {@link #MOST_ROWS}
 * @param cursor present for who reads all rows part by part
 * @param counted whether the page is to say how many rows there are in all
 */
public record ListQuery(
    Map<String, String> filters,
    List<SortOrder> sort,
    int offset,
    int limit,
    @Nullable Cursor cursor,
    boolean counted) {

  public static final int MOST_ROWS = 1_000;

  /**
   * Where the next part begins. The rows come by their key, the newest first, and are not counted.
   *
   * @param last the key of the last row that was read; absent at the beginning
   */
  public record Cursor(@Nullable Object last) {}

  public ListQuery {
    filters = Map.copyOf(SecretPrefix.cut(filters));
    sort = List.copyOf(sort);
    if (offset < 0 || limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException(
          "offset must not be negative, limit must be 1 to " + MOST_ROWS);
    }
  }

  public ListQuery(Map<String, String> filters, List<SortOrder> sort, int offset, int limit) {
    this(filters, sort, offset, limit, null, true);
  }

  /** The next rows after the one with that key; the first ones when there is none. */
  public static ListQuery part(Map<String, String> filters, @Nullable Object last) {
    return new ListQuery(filters, List.of(), 0, MOST_ROWS, new Cursor(last), false);
  }

  /** The same rows, for who knows how many there are in all. */
  public ListQuery uncounted() {
    return new ListQuery(filters, sort, offset, limit, cursor, false);
  }

  /** With other filters instead. */
  public ListQuery filteredBy(Map<String, String> others) {
    return new ListQuery(others, sort, offset, limit, cursor, counted);
  }

  /** The first rows, unfiltered, in the list's own order. */
  public static ListQuery first(int limit) {
    return new ListQuery(Map.of(), List.of(), 0, limit);
  }
}
