package com.bpmcentr.console.operation;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list that is read in parts, filtered and sorted by the database. Only the filters and sorts
 * named here reach the SQL; values travel as parameters.
 *
 * <p>Rows are found by their keys first, from what the filters and the order need alone: an index
 * that has both is then all that is read, however far down a page is.
 */
public final class PgListing {

  /**
   * What may be counted for a page, in the planner's units: some 100 ms. Beyond it the planner's
   * own estimate has to do; see {@code a-big-list-is-not-counted.md}.
   */
  private static final double MOST_COST = 20_000;

  /** Of another table, by the planner's estimate. */
  private static final int FEW = 5_000;

  private final String select;
  private final String from;
  private final SortOrder order;
  private final String key;
  private final Map<String, PgFilter> filters = new LinkedHashMap<>();
  private final Map<String, PgSort> sorts = new LinkedHashMap<>();
  private String decoration = "";

  /**
   * A list without filters and sorts yet.
   *
   * @param from what the filters and most orders need
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

  /** Joins that the selected columns need, each at most one row for a row of the list. */
  public PgListing decorate(String joins) {
    decoration = " " + joins;
    return this;
  }

  /** Sorting by the field sorts by the SQL expression. */
  public PgListing sort(String field, String expression) {
    return sort(field, "", expression);
  }

  /**
   * Sorting by a column of another table.
   *
   * @param join brings in exactly one row of it for each row of the list, under the same name as in
   *     the decoration
   */
  public PgListing sort(String field, String join, String expression) {
    sorts.put(field, new PgSort(" " + join, expression, expression + " desc"));
    return this;
  }

  /** Sorting a text by its bytes, as an index of {@code text_pattern_ops} does. */
  public PgListing sortBytes(String field, String column) {
    sorts.put(field, new PgSort("", column + " using ~<~", column + " using ~>~"));
    return this;
  }

  /** That sort's index, on the listed table or what is joined, has all that these filters ask. */
  public PgListing covering(String field, String... filters) {
    sorts.put(field, known(field).covering(Set.of(filters)));
    return this;
  }

  /**
   * All that the filter leaves is in that part of the sort's order: the rest of it is not walked
   * along. It is no part of the filter, since the planner would expect less of both.
   */
  public PgListing within(String field, String filter, String range) {
    sorts.put(field, known(field).within(filter, range));
    return this;
  }

  private PgSort known(String field) {
    PgSort sort = sorts.get(field);
    if (sort == null) {
      throw new IllegalArgumentException("no sort yet: " + field);
    }
    return sort;
  }

  public ListFields fields() {
    return new ListFields(List.copyOf(filters.keySet()), List.copyOf(sorts.keySet()));
  }

  /** The one row of that key, decorated as in the list. */
  public <T> Optional<T> find(JdbcClient jdbc, Object id, RowMapper<T> mapper) {
    return jdbc.sql("%s %s%s where %s = :key".formatted(select, from, decoration, key))
        .param("key", id)
        .query(mapper)
        .optional();
  }

  /** The rows asked for and how many there are in all, or what of the query is not known. */
  public <T> Result<Page<T>> page(
      JdbcClient jdbc, ListQuery query, Map<String, Object> parameters, RowMapper<T> mapper) {
    Optional<Invalid> unknownSort = unknownSort(query);
    if (unknownSort.isPresent()) {
      return Result.refused(unknownSort.get());
    }
    return where(jdbc, query.filters(), parameters)
        .map(
            where ->
                query.cursor() == null
                    ? page(jdbc, query, where, mapper)
                    : part(jdbc, query, where, mapper));
  }

  private <T> Page<T> page(JdbcClient jdbc, ListQuery query, PgWhere where, RowMapper<T> mapper) {
    PgPlans.forTheseValues(jdbc);
    // Nothing is in question where no filter is on, so nothing is estimated.
    PgEstimate found =
        query.filters().isEmpty() ? null : PgEstimate.of(jdbc, found(where), where.values());
    var plan = new PgPagePlan(jdbc, source(), where, query, found);
    List<T> items =
        plan.firstInOrder()
            .flatMap(
                first ->
                    full(jdbc, query, first, where, mapper)
                        .or(
                            () ->
                                plan.moreInOrder()
                                    .flatMap(more -> full(jdbc, query, more, where, mapper))))
            .orElseGet(() -> planned(jdbc, query, plan, where, mapper));
    return page(jdbc, query, items, where, found);
  }

  /** A full page of them, or nothing. */
  private <T> Optional<List<T>> full(
      JdbcClient jdbc, ListQuery query, PgPagePlan.Keys keys, PgWhere where, RowMapper<T> mapper) {
    return Optional.of(rows(jdbc, query, keys, where, mapper))
        .filter(rows -> rows.size() == query.limit());
  }

  private <T> List<T> planned(
      JdbcClient jdbc, ListQuery query, PgPagePlan plan, PgWhere where, RowMapper<T> mapper) {
    if (plan.isOfManyInAnIndex()) {
      PgPlans.forManyInIndexes(jdbc);
    }
    return rows(jdbc, query, plan.keys(), where, mapper);
  }

  private <T> List<T> rows(
      JdbcClient jdbc, ListQuery query, PgPagePlan.Keys keys, PgWhere where, RowMapper<T> mapper) {
    return jdbc.sql(rows(keys.from(), keys.orderBy()))
        .params(where.values())
        .param("offset", query.offset())
        .param("limit", query.limit())
        .query(mapper)
        .list();
  }

  private PgPagePlan.Source source() {
    return new PgPagePlan.Source(from, key, order, sorts);
  }

  /**
   * From where the part before ended, so that a million rows are read once and not again and again.
   */
  private <T> Page<T> part(JdbcClient jdbc, ListQuery query, PgWhere asked, RowMapper<T> mapper) {
    Object last = query.cursor() == null ? null : query.cursor().last();
    PgWhere where = last == null ? asked : asked.and(key + " < :cursor", "cursor", last);
    List<T> items =
        jdbc.sql(rows(from + where.sql(), " order by " + key + " desc"))
            .params(where.values())
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
    return where(jdbc, asked, parameters)
        .map(
            where ->
                jdbc.sql("select " + sums + " " + from + where.sql() + " " + grouping)
                    .params(where.values())
                    .query(mapper)
                    .list());
  }

  /** How many rows the filters leave, counted no further than that: a bounded time. */
  public Result<Long> count(
      JdbcClient jdbc, Map<String, String> asked, Map<String, Object> parameters, int most) {
    return where(jdbc, asked, parameters)
        .map(
            where ->
                jdbc.sql("select count(*) from (" + found(where) + " limit :limit) found")
                    .params(where.values())
                    .param("limit", most)
                    .query(Long.class)
                    .single());
  }

  /** The keys, which are ids, of all rows that the filters leave, in the list's own order. */
  public Result<List<UUID>> keys(
      JdbcClient jdbc, Map<String, String> asked, Map<String, Object> parameters, int most) {
    return where(jdbc, asked, parameters)
        .map(
            where ->
                jdbc.sql(found(where) + source().orderBy(List.of()) + " limit :limit")
                    .params(where.values())
                    .param("limit", most)
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list());
  }

  /** The filters' condition, or which of them cannot be used. */
  private Result<PgWhere> where(
      JdbcClient jdbc, Map<String, String> asked, Map<String, Object> parameters) {
    StringJoiner where = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>(parameters);
    for (Map.Entry<String, String> each : asked.entrySet()) {
      String field = each.getKey();
      PgFilter filter = filters.get(field);
      if (filter == null) {
        return Result.refused(
            new Invalid(field, InvalidKey.FILTER, List.of(String.join(", ", filters.keySet()))));
      }
      Optional<PgFilter.Condition> condition = filter.read(each.getValue(), "filter_" + field);
      if (condition.isEmpty()) {
        return Result.refused(new Invalid(field, InvalidKey.FILTER_VALUE));
      }
      where.add("(" + sql(jdbc, condition.get()) + ")");
      values.putAll(condition.get().parameters());
    }
    return Result.done(new PgWhere(where.toString(), values));
  }

  /**
   * What few rows of another table lead to is found through them; with many, rows are looked at in
   * the list's order until a page is full. PostgreSQL by itself goes through a million rows rather
   * than read two thousand out of order: 5 s instead of 40 ms for the invoices of a rare name.
   */
  private static String sql(JdbcClient jdbc, PgFilter.Condition condition) {
    String lookup = condition.lookup();
    if (lookup == null) {
      return condition.sql();
    }
    return PgEstimate.of(jdbc, lookup, condition.parameters()).rows() <= FEW
        ? condition.sql() + " = any(array(" + lookup + "))"
        : condition.sql() + " in (" + lookup + ")";
  }

  private String found(PgWhere where) {
    return "select " + key + " " + from + where.sql();
  }

  /**
   * @param keys from where the keys are taken
   */
  private String rows(String keys, String orderBy) {
    return """
    %s %s%s where %s in (select %s %s%s offset :offset limit :limit)%s
    """
        .formatted(select, from, decoration, key, key, keys, orderBy, orderBy);
  }

  /** A field twice would join its table twice, and can have no effect the second time. */
  private Optional<Invalid> unknownSort(ListQuery query) {
    Set<String> named = new HashSet<>();
    for (SortOrder sort : query.sort()) {
      if (!named.add(sort.field())) {
        return Optional.of(new Invalid("sort", InvalidKey.FIELD_TWICE));
      }
      if (!sorts.containsKey(sort.field())) {
        return Optional.of(
            new Invalid("sort", InvalidKey.SORT, List.of(String.join(", ", sorts.keySet()))));
      }
    }
    return Optional.empty();
  }

  /** Counts all that the filters leave, or asks the planner where that would take too long. */
  private <T> Page<T> page(
      JdbcClient jdbc, ListQuery query, List<T> items, PgWhere where, @Nullable PgEstimate found) {
    long read = query.offset() + (long) items.size();
    if (!query.counted()) {
      return new Page<>(items, read, false);
    }
    if (items.size() < query.limit() && (!items.isEmpty() || query.offset() == 0)) {
      return new Page<>(items, read);
    }
    PgEstimate estimate = found == null ? PgEstimate.of(jdbc, found(where), where.values()) : found;
    if (estimate.cost() > MOST_COST) {
      // One more than was read, since there may be a next page.
      return new Page<>(items, Math.max(estimate.rows(), read + 1), false);
    }
    return new Page<>(
        items,
        jdbc.sql("select count(*) " + from + where.sql())
            .params(where.values())
            .query(Long.class)
            .single());
  }
}
