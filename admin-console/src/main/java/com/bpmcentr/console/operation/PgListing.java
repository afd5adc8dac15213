package com.bpmcentr.console.operation;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list that is read in parts, filtered and sorted by the database. Only the filters and sorts
 * named here reach the SQL; values travel as parameters.
 *
 * <p>Joins that only decorate the rows should be left joins on a unique key: PostgreSQL then leaves
 * them out of the count and of finding the rows.
 */
public final class PgListing {

  private final String select;
  private final String from;
  private final SortOrder order;
  private final String key;
  private final Map<String, PgFilter> filters = new LinkedHashMap<>();
  private final Map<String, String> sorts = new LinkedHashMap<>();

  /**
   * A list without filters and sorts yet.
   *
   * @param order applies when none is asked for; its field must be added as a sort
   * @param key a unique column; it also breaks ties, so that rows keep their places
   */
  public PgListing(String select, String from, SortOrder order, String key) {
    this.select = select;
    this.from = from;
    this.order = order;
    this.key = key;
  }

  public PgListing filter(String field, PgFilter filter) {
    filters.put(field, filter);
    return this;
  }

  /** Sorting by the field sorts by the SQL expression. */
  public PgListing sort(String field, String expression) {
    sorts.put(field, expression);
    return this;
  }

  /** The rows asked for and how many there are in all, or what of the query is not known. */
  public <T> Result<Page<T>> page(
      JdbcClient jdbc, ListQuery query, Map<String, Object> parameters, RowMapper<T> mapper) {
    Optional<Invalid> unknown = unknownField(query);
    if (unknown.isPresent()) {
      return Result.refused(unknown.get());
    }
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    for (Map.Entry<String, String> asked : query.filters().entrySet()) {
      String field = asked.getKey();
      Optional<PgFilter.Condition> condition =
          known(filters, field).read(asked.getValue(), "filter_" + field);
      if (condition.isEmpty()) {
        return Result.refused(new Invalid(field, InvalidKey.FILTER_VALUE));
      }
      where.add("(" + condition.get().sql() + ")");
      values.putAll(condition.get().parameters());
    }
    List<T> items =
        jdbc.sql(rows(where, orderBy(query)))
            .params(values)
            .param("offset", query.offset())
            .param("limit", query.limit())
            .query(mapper)
            .list();
    return Result.done(new Page<>(items, total(jdbc, query, items.size(), where, values)));
  }

  /** Finds the keys first, so that the joins that decorate are done for the rows shown only. */
  private String rows(StringJoiner where, String orderBy) {
    return """
        %s %s where %s in (select %s %s%s%s offset :offset limit :limit)%s
        """
        .formatted(select, from, key, key, from, where, orderBy, orderBy);
  }

  private Optional<Invalid> unknownField(ListQuery query) {
    for (String field : query.filters().keySet()) {
      if (!filters.containsKey(field)) {
        return Optional.of(
            new Invalid(field, InvalidKey.FILTER, List.of(String.join(", ", filters.keySet()))));
      }
    }
    for (SortOrder sort : query.sort()) {
      if (!sorts.containsKey(sort.field())) {
        return Optional.of(
            new Invalid("sort", InvalidKey.SORT, List.of(String.join(", ", sorts.keySet()))));
      }
    }
    return Optional.empty();
  }

  private String orderBy(ListQuery query) {
    List<SortOrder> asked = query.sort().isEmpty() ? List.of(order) : query.sort();
    List<String> terms = new ArrayList<>();
    for (SortOrder sort : asked) {
      terms.add(known(sorts, sort.field()) + (sort.descending() ? " desc" : ""));
    }
    // The same direction as the column before it, so that one index serves both.
    terms.add(key + (asked.getLast().descending() ? " desc" : ""));
    return " order by " + String.join(", ", terms);
  }

  private long total(
      JdbcClient jdbc,
      ListQuery query,
      int found,
      StringJoiner where,
      Map<String, Object> parameters) {
    boolean lastPart = found < query.limit() && (found > 0 || query.offset() == 0);
    if (lastPart) {
      return query.offset() + (long) found;
    }
    return jdbc.sql("select count(*) " + from + where)
        .params(parameters)
        .query(Long.class)
        .single();
  }

  private static <V> V known(Map<String, V> whitelist, String field) {
    V value = whitelist.get(field);
    if (value == null) {
      throw new IllegalArgumentException("not checked before: " + field);
    }
    return value;
  }
}
