package com.bpmcentr.console.operation;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL's planner expects of a query, of the first line that {@code explain} gives.
 *
 * @param cost of reading all of it, in the planner's units: one is about a page read in order
 * @param rows as many as its statistics make likely
 */
record PgEstimate(double cost, long rows) {

  private static final Pattern PLAN = Pattern.compile("cost=[0-9.]+\\.\\.([0-9.]+) rows=([0-9]+) ");

  static PgEstimate of(JdbcClient jdbc, String sql, Map<String, Object> parameters) {
    return jdbc.sql("explain " + sql)
        .params(parameters)
        .query((row, _) -> parse(row.getString(1)))
        .list()
        .getFirst();
  }

  /** Of a line that says nothing of it: zeros. */
  static PgEstimate parse(String line) {
    Matcher plan = PLAN.matcher(line);
    return plan.find()
        ? new PgEstimate(Double.parseDouble(plan.group(1)), Long.parseLong(plan.group(2)))
        : new PgEstimate(0, 0);
  }
}
