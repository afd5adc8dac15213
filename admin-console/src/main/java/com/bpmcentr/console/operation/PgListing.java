package com.bpmcentr.console.operation;

import com.bpmcentr.console.operation.Refusal.Invalid;
import java.util.ArrayList;
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

  /**
   * So many are all found before they are put in order; see {@link #foundFirst}. In another order
   * than the list's own what is found more often stands together, so more are; not where an index
   * has that order and all that is filtered by, for that is walked along quickly.
   */
  private static final int MOST_FOUND_FIRST = 10_000;

  private static final int MOST_SORTED = 100_000;

  /** Of what is found: who skips more walks over more than a tenth of the list. */
  private static final int SKIPPED = 10;

  private final String select;
  private final String from;
  private final SortOrder order;
  private final String key;
  private final Map<String, PgFilter> filters = new LinkedHashMap<>();
  private final Map<String, Sort> sorts = new LinkedHashMap<>();
  private String decoration = "";

  /**
   * A way to sort.
   *
   * @param join what the order needs beside the listed table; empty if nothing
   * @param covered the filters for which all that is looked at stands in one index
   * @param whole that index is not in this order: it is read wholly, and this is sorted by
   */
  private record Sort(
      String join,
      String ascending,
      String descending,
      Set<String> covered,
      @Nullable String whole) {

    Sort(String join, String ascending, String descending) {
      this(join, ascending, descending, Set.of(), null);
    }
  }

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
    sorts.put(field, new Sort(" " + join, expression, expression + " desc"));
    return this;
  }

  /** Sorting a text by its bytes, as an index of {@code text_pattern_ops} does. */
  public PgListing sortBytes(String field, String column) {
    sorts.put(field, new Sort("", column + " using ~<~", column + " using ~>~"));
    return this;
  }

  /** That sort's index, on the listed table or what is joined, has all that these filters ask. */
  public PgListing covering(String field, String... filters) {
    return covering(field, null, filters);
  }

  /**
   * That sort's own index does not have what these filters ask for, and another one has it all:
   * where many are found, that one is read wholly.
   *
   * @param expression the same order, of that index's columns, and not one that any index has
   */
  public PgListing coveringWhole(String field, String expression, String... filters) {
    return covering(field, expression, filters);
  }

  private PgListing covering(String field, @Nullable String whole, String[] filters) {
    Sort sort = known(sorts, field);
    sorts.put(field, new Sort(sort.join, sort.ascending, sort.descending, Set.of(filters), whole));
    return this;
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

  private <T> Page<T> page(JdbcClient jdbc, ListQuery query, Where where, RowMapper<T> mapper) {
    PgPlans.forTheseValues(jdbc);
    // Nothing is in question where no filter is on, so nothing is estimated.
    PgEstimate found =
        query.filters().isEmpty() ? null : estimate(jdbc, found(where), where.values);
    if (manyCovered(query, found).isPresent()) {
      PgPlans.forManyInIndexes(jdbc);
    }
    List<T> items =
        jdbc.sql(rows(jdbc, where, query, found))
            .params(where.values)
            .param("offset", query.offset())
            .param("limit", query.limit())
            .query(mapper)
            .list();
    return page(jdbc, query, items, where, found);
  }

  /**
   * From where the part before ended, so that a million rows are read once and not again and again.
   */
  private <T> Page<T> part(JdbcClient jdbc, ListQuery query, Where asked, RowMapper<T> mapper) {
    Object last = query.cursor() == null ? null : query.cursor().last();
    Where where = last == null ? asked : asked.and(key + " < :cursor", "cursor", last);
    List<T> items =
        jdbc.sql(rows(from + where.sql, " order by " + key + " desc"))
            .params(where.values)
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
                jdbc.sql("select " + sums + " " + from + where.sql + " " + grouping)
                    .params(where.values)
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
                    .params(where.values)
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
                jdbc.sql(found(where) + orderBy(List.of()) + " limit :limit")
                    .params(where.values)
                    .param("limit", most)
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list());
  }

  /** The condition that the filters come to, with the values it names. */
  private record Where(String sql, Map<String, Object> values) {

    Where and(String condition, String name, Object value) {
      Map<String, Object> all = new HashMap<>(values);
      all.put(name, value);
      return new Where(sql + (sql.isEmpty() ? " where " : " and ") + condition, all);
    }
  }

  /** The filters' condition, or which of them cannot be used. */
  private Result<Where> where(
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
    return Result.done(new Where(where.toString(), values));
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
    return estimate(jdbc, lookup, condition.parameters()).rows() <= FEW
        ? condition.sql() + " = any(array(" + lookup + "))"
        : condition.sql() + " in (" + lookup + ")";
  }

  private static PgEstimate estimate(JdbcClient jdbc, String sql, Map<String, Object> parameters) {
    return jdbc.sql("explain " + sql)
        .params(parameters)
        .query((row, _) -> PgEstimate.parse(row.getString(1)))
        .list()
        .getFirst();
  }

  private String rows(JdbcClient jdbc, Where where, ListQuery query, @Nullable PgEstimate found) {
    Optional<String> whole =
        manyCovered(query, found).flatMap(sort -> Optional.ofNullable(sort.whole()));
    if (whole.isPresent()) {
      String direction = query.sort().getFirst().descending() ? " desc" : "";
      return rows(
          from + where.sql, " order by " + whole.get() + direction + ", " + key + direction);
    }
    StringBuilder joins = new StringBuilder();
    query.sort().forEach(each -> joins.append(known(sorts, each.field()).join()));
    boolean isFew = found != null && !from.contains(" join ") && isFew(jdbc, where, query, found);
    String keys = isFew ? foundFirst(where) + joins : from + joins + where.sql;
    return rows(keys, orderBy(query.sort()));
  }

  private boolean isFew(JdbcClient jdbc, Where where, ListQuery query, PgEstimate found) {
    if (found.rows() <= MOST_FOUND_FIRST || found.rows() > MOST_SORTED) {
      return found.rows() <= MOST_FOUND_FIRST;
    }
    if (query.sort().isEmpty()) {
      return query.offset() > found.rows() / SKIPPED;
    }
    return !isCovered(query) && (!isJoined(query) || isFewerThanPassed(jdbc, where, query, found));
  }

  private boolean isJoined(ListQuery query) {
    return query.sort().stream().anyMatch(sort -> !known(sorts, sort.field()).join().isBlank());
  }

  /**
   * Whether all that is found is less than what is passed along the order until the page is full,
   * if it is spread evenly. In another table's order it mostly is, and each found first costs three
   * times as much there as in the listed table's own.
   */
  private boolean isFewerThanPassed(
      JdbcClient jdbc, Where where, ListQuery query, PgEstimate found) {
    double all = estimate(jdbc, "select " + key + " " + from, where.values).rows();
    double passed = all / found.rows() * (query.offset() + query.limit());
    return found.rows() < passed;
  }

  /**
   * The one sort that is asked for, where many are found and one index has all that is looked at.
   * Along an index without it each row would be read for what the filters ask: whoever has an
   * address of a common provider, sorted by address, took 3 s of processor time instead of 0.3.
   */
  private Optional<Sort> manyCovered(ListQuery query, @Nullable PgEstimate found) {
    return found != null && found.rows() > MOST_FOUND_FIRST && isCovered(query)
        ? Optional.of(known(sorts, query.sort().getFirst().field()))
        : Optional.empty();
  }

  private boolean isCovered(ListQuery query) {
    return query.sort().size() == 1
        && known(sorts, query.sort().getFirst().field())
            .covered()
            .containsAll(query.filters().keySet());
  }

  /**
   * All that the filters leave, before the order is looked at. PostgreSQL by itself walks along the
   * order's index until a page is full, and takes what is found to be spread evenly over it. Names
   * in Cyrillic all come after those in Latin letters: a part of one, sorted by name, took 5.1 s
   * instead of 0.07.
   */
  private String foundFirst(Where where) {
    String alias = key.substring(0, key.indexOf('.'));
    // The planner does not look through an offset.
    return "from (select %s.* %s%s offset 0) %s".formatted(alias, from, where.sql, alias);
  }

  private String found(Where where) {
    return "select " + key + " " + from + where.sql;
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

  private String orderBy(List<SortOrder> sort) {
    List<SortOrder> asked = sort.isEmpty() ? List.of(order) : sort;
    List<String> terms = new ArrayList<>();
    for (SortOrder each : asked) {
      Sort sorted = known(sorts, each.field());
      terms.add(each.descending() ? sorted.descending() : sorted.ascending());
    }
    // The same direction as the column before it, so that one index serves both.
    terms.add(key + (asked.getLast().descending() ? " desc" : ""));
    return " order by " + String.join(", ", terms);
  }

  /** Counts all that the filters leave, or asks the planner where that would take too long. */
  private <T> Page<T> page(
      JdbcClient jdbc, ListQuery query, List<T> items, Where where, @Nullable PgEstimate found) {
    long read = query.offset() + (long) items.size();
    if (!query.counted()) {
      return new Page<>(items, read, false);
    }
    if (items.size() < query.limit() && (!items.isEmpty() || query.offset() == 0)) {
      return new Page<>(items, read);
    }
    PgEstimate estimate = found == null ? estimate(jdbc, found(where), where.values) : found;
    if (estimate.cost() > MOST_COST) {
      // One more than was read, since there may be a next page.
      return new Page<>(items, Math.max(estimate.rows(), read + 1), false);
    }
    return new Page<>(
        items,
        jdbc.sql("select count(*) " + from + where.sql)
            .params(where.values)
            .query(Long.class)
            .single());
  }

  private static <V> V known(Map<String, V> whitelist, String field) {
    V value = whitelist.get(field);
    if (value == null) {
      throw new IllegalArgumentException("not checked before: " + field);
    }
    return value;
  }
}
