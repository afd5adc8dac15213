package com.bpmcentr.console.operation;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
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
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    Optional<Invalid> problem = unknownSort(query).or(() -> filter(query.filters(), where, values));
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (query.cursor() != null) {
      return Result.done(part(jdbc, query, where, values, mapper));
    }
    List<T> items =
        jdbc.sql(rows(where, orderBy(query.sort())))
            .params(values)
            .param("offset", query.offset())
            .param("limit", query.limit())
            .query(mapper)
            .list();
    return Result.done(new Page<>(items, total(jdbc, query, items.size(), where, values)));
  }

  /**
   * From where the part before ended, so that a million rows are read once and not again and again.
   */
  private <T> Page<T> part(
      JdbcClient jdbc,
      ListQuery query,
      StringJoiner where,
      Map<String, Object> values,
      RowMapper<T> mapper) {
    Object last = query.cursor() == null ? null : query.cursor().last();
    if (last != null) {
      where.add(key + " < :cursor");
      values.put("cursor", last);
    }
    List<T> items =
        jdbc.sql(rows(where, " order by " + key + " desc"))
            .params(values)
            .param("offset", 0)
            .param("limit", query.limit())
            .query(mapper)
            .list();
    return new Page<>(items, items.size());
  }

  /**
   * Something added up over all rows that the filters leave.
   *
   * @param sums the columns to select; {@code grouping} what follows the condition
   */
  public <T> Result<List<T>> totals(
      JdbcClient jdbc,
      String sums,
      String grouping,
      Map<String, String> asked,
      Map<String, Object> parameters,
      RowMapper<T> mapper) {
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    Optional<Invalid> problem = filter(asked, where, values);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    return Result.done(
        jdbc.sql("select " + sums + " " + from + where + " " + grouping)
            .params(values)
            .query(mapper)
            .list());
  }

  /** How many rows the filters leave, counted no further than that: a bounded time. */
  public Result<Long> count(
      JdbcClient jdbc, Map<String, String> asked, Map<String, Object> parameters, int most) {
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    Optional<Invalid> problem = filter(asked, where, values);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    return Result.done(
        jdbc.sql(
                "select count(*) from (select " + key + " " + from + where + " limit :limit) found")
            .params(values)
            .param("limit", most)
            .query(Long.class)
            .single());
  }

  /** The keys, which are ids, of all rows that the filters leave, in the list's own order. */
  public Result<List<UUID>> keys(
      JdbcClient jdbc, Map<String, String> asked, Map<String, Object> parameters, int most) {
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    Optional<Invalid> problem = filter(asked, where, values);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    return Result.done(
        jdbc.sql("select " + key + " " + from + where + orderBy(List.of()) + " limit :limit")
            .params(values)
            .param("limit", most)
            .query((row, _) -> row.getObject(1, UUID.class))
            .list());
  }

  /** Adds the filters to the condition, or says which of them cannot be used. */
  private Optional<Invalid> filter(
      Map<String, String> asked, StringJoiner where, Map<String, Object> values) {
    for (Map.Entry<String, String> each : asked.entrySet()) {
      String field = each.getKey();
      PgFilter filter = filters.get(field);
      if (filter == null) {
        return Optional.of(
            new Invalid(field, InvalidKey.FILTER, List.of(String.join(", ", filters.keySet()))));
      }
      Optional<PgFilter.Condition> condition = filter.read(each.getValue(), "filter_" + field);
      if (condition.isEmpty()) {
        return Optional.of(new Invalid(field, InvalidKey.FILTER_VALUE));
      }
      where.add("(" + condition.get().sql() + ")");
      values.putAll(condition.get().parameters());
    }
    return Optional.empty();
  }

  /** Finds the keys first, so that the joins that decorate are done for the rows shown only. */
  private String rows(StringJoiner where, String orderBy) {
    return """
        %s %s where %s in (select %s %s%s%s offset :offset limit :limit)%s
        """
        .formatted(select, from, key, key, from, where, orderBy, orderBy);
  }

  private Optional<Invalid> unknownSort(ListQuery query) {
    for (SortOrder sort : query.sort()) {
      if (!sorts.containsKey(sort.field())) {
        return Optional.of(
            new Invalid("sort", InvalidKey.SORT, List.of(String.join(", ", sorts.keySet()))));
      }
    }
    return Optional.empty();
  }

  private String orderBy(List<SortOrder> sort) {
    List<SortOrder> asked = sort.isEmpty() ? List.of(order) : sort;
    List<String> terms = new ArrayList<>();
    for (SortOrder each : asked) {
      terms.add(known(sorts, each.field()) + (each.descending() ? " desc" : ""));
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
