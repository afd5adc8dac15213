package com.bpmcentr.console.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How the keys of one page of a list are found: among the first rows of the order, if they are
 * enough; along the order until the page is full; or all that the filters leave first. Which of
 * them is the least work is said in {@code a-filter-in-another-order-reads-the-orders-index.md}.
 */
final class PgPagePlan {

  /** So many are all found before they are put in order; see {@link #foundFirst}. */
  private static final int MOST_FOUND_FIRST = 10_000;

  /**
   * So many where no index has that order and all that is filtered by, for such a one is walked
   * along quickly, and where the order's first rows do not have a page of them.
   */
  private static final int MOST_SORTED = 100_000;

  /**
   * So many of the order's rows are looked at at most to spare finding all, and so many times as
   * many as have a page among them where what is found is spread evenly.
   */
  private static final int MOST_LOOKED_AT = 10_000;

  private static final int LOOKED_AT = 4;

  /** So many are looked at again as cost a quarter of finding all, in the planner's units. */
  private static final int QUARTER = 4;

  private static final int MOST_LOOKED_AT_AGAIN = 100_000;

  private final JdbcClient jdbc;
  private final Source source;
  private final PgWhere where;
  private final ListQuery query;
  private final @Nullable PgEstimate found;
  private final List<PgSort> sorts;

  /**
   * What is listed.
   *
   * @param from what the filters and most orders need
   * @param key its unique column
   * @param order applies when none is asked for
   */
  record Source(String from, String key, SortOrder order, Map<String, PgSort> sorts) {

    List<PgSort> sorts(ListQuery query) {
      return query.sort().stream().map(each -> sort(each.field())).toList();
    }

    /** In order of these, or of the list's own where there are none, and of the key. */
    String orderBy(List<SortOrder> sort) {
      List<SortOrder> asked = sort.isEmpty() ? List.of(order) : sort;
      List<String> terms = new ArrayList<>();
      for (SortOrder each : asked) {
        terms.add(sort(each.field()).term(each.descending()));
      }
      // The same direction as the column before it, so that one index serves both.
      terms.add(key + direction(asked.getLast()));
      return " order by " + String.join(", ", terms);
    }

    private PgSort sort(String field) {
      PgSort sort = sorts.get(field);
      if (sort == null) {
        throw new IllegalArgumentException("not checked before: " + field);
      }
      return sort;
    }
  }

  /**
   * Where a page's keys come from.
   *
   * @param from what is read
   * @param orderBy in which order
   */
  record Keys(String from, String orderBy) {}

  /**
   * A plan, for a query whose fields are known to the list.
   *
   * @param found what the planner expects the filters to leave; absent: no filter is on
   */
  PgPagePlan(
      JdbcClient jdbc, Source source, PgWhere where, ListQuery query, @Nullable PgEstimate found) {
    this.jdbc = jdbc;
    this.source = source;
    this.where = where;
    this.query = query;
    this.found = found;
    this.sorts = source.sorts(query);
  }

  /**
   * Many are found and one index has all that is looked at. Along an index without it each row
   * would be read for what the filters ask: whoever has an address of a common provider, sorted by
   * address, took 3 s of processor time instead of 0.3.
   */
  boolean isOfManyInAnIndex() {
    return found != null && found.rows() > MOST_FOUND_FIRST && isCovered();
  }

  /**
   * What to try first, where all would be found otherwise: a full page of these is the page. Only
   * in an order that an index has.
   */
  Optional<Keys> firstInOrder() {
    if (found == null || found.rows() <= MOST_FOUND_FIRST || sorts.size() > 1 || isJoined()) {
      return Optional.empty();
    }
    if (!isFoundFirst()) {
      return Optional.empty();
    }
    double passed = passed(found);
    return 2 * passed > MOST_LOOKED_AT ? Optional.empty() : Optional.of(among(first(passed)));
  }

  /**
   * What to try where those were in vain: many more of the order's rows, if the planner expects
   * them to cost little beside finding all. In the order in which a table was written they do:
   * among the newest none has expired yet.
   */
  Optional<Keys> moreInOrder() {
    if (found == null) {
      return Optional.empty();
    }
    String orderBy = source.orderBy(query.sort());
    double cost =
        PgEstimate.of(
                jdbc,
                "select %s.* %s%s limit %d"
                    .formatted(alias(), source.from, orderBy, MOST_LOOKED_AT),
                where.values())
            .cost();
    // no less than one look's rows: to sort all for it costs the same for whatever number
    double looks = found.cost() / QUARTER / cost;
    long rows = Math.min(Math.round(looks * MOST_LOOKED_AT), MOST_LOOKED_AT_AGAIN);
    return looks < 1 || rows < 2 * first(passed(found))
        ? Optional.empty()
        : Optional.of(among(rows));
  }

  private static long first(double passed) {
    return Math.min(Math.round(LOOKED_AT * passed), MOST_LOOKED_AT);
  }

  private Keys among(long rows) {
    String orderBy = source.orderBy(query.sort());
    return new Keys(
        "from (select %s.* %s%s limit %d) %s%s"
            .formatted(alias(), source.from, orderBy, rows, alias(), where.sql()),
        orderBy);
  }

  Keys keys() {
    StringBuilder joins = new StringBuilder();
    sorts.forEach(sort -> joins.append(sort.join()));
    return new Keys(
        isFoundFirst() ? foundFirst() + joins : source.from + joins + where.sql() + ranges(),
        source.orderBy(query.sort()));
  }

  /** Only filters have any, so that there is a condition before. */
  private String ranges() {
    StringBuilder ranges = new StringBuilder();
    for (PgSort sort : sorts) {
      sort.ranges().entrySet().stream()
          .filter(range -> query.filters().containsKey(range.getKey()))
          .forEach(range -> ranges.append(" and ").append(range.getValue()));
    }
    return ranges.toString();
  }

  private boolean isFoundFirst() {
    return found != null && !isListOfSeveral() && isFew(found);
  }

  /** Its key's table is not all that it is made of. */
  private boolean isListOfSeveral() {
    return source.from.contains(" join ");
  }

  private boolean isFew(PgEstimate found) {
    if (found.rows() <= MOST_FOUND_FIRST || found.rows() > MOST_SORTED) {
      return found.rows() <= MOST_FOUND_FIRST;
    }
    // In another table's order each found first costs three times as much as in the list's own.
    return !isCovered() && (!isJoined() || found.rows() < passed(found));
  }

  private boolean isJoined() {
    return sorts.stream().anyMatch(sort -> !sort.join().isBlank());
  }

  /**
   * How many rows are passed along the order until the page is full, if what is found is spread
   * evenly.
   */
  private double passed(PgEstimate found) {
    double all =
        PgEstimate.of(jdbc, "select " + source.key + " " + source.from, where.values()).rows();
    return all / found.rows() * (query.offset() + query.limit());
  }

  /** By the one sort that is asked for. */
  private boolean isCovered() {
    return sorts.size() == 1 && sorts.getFirst().covered().containsAll(query.filters().keySet());
  }

  /**
   * All that the filters leave, before the order is looked at. PostgreSQL by itself walks along the
   * order's index until a page is full, and takes what is found to be spread evenly over it. Names
   * in Cyrillic all come after those in Latin letters: a part of one, sorted by name, took 5.1 s
   * instead of 0.07.
   */
  private String foundFirst() {
    // The planner does not look through an offset.
    return "from (select %s.* %s%s offset 0) %s"
        .formatted(alias(), source.from, where.sql(), alias());
  }

  private String alias() {
    return source.key.substring(0, source.key.indexOf('.'));
  }

  private static String direction(SortOrder order) {
    return order.descending() ? " desc" : "";
  }
}
