package com.bpmcentr.console.operation;

import java.util.HashMap;
import java.util.Map;

/**
 * The condition that a list's filters come to.
 *
 * @param sql from {@code where} on; empty: all rows
 * @param values by the names that the condition has for them
 */
record PgWhere(String sql, Map<String, Object> values) {

  PgWhere and(String condition, String name, Object value) {
    Map<String, Object> all = new HashMap<>(values);
    all.put(name, value);
    return new PgWhere(sql + (sql.isEmpty() ? " where " : " and ") + condition, all);
  }
}
