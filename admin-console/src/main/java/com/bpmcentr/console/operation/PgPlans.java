package com.bpmcentr.console.operation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL plans what is asked in this transaction. */
public final class PgPlans {

  private PgPlans() {}

  /**
   * Each statement anew, for its own values: one plan for all that may be typed reads the whole
   * table for what is rare, or sorts half of it for what is common.
   */
  public static void forTheseValues(JdbcClient jdbc) {
    jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
        .query(String.class)
        .single();
  }

  /**
   * Until the end of the transaction: what stops after a few rows is not shared with processes that
   * have to be started first and would read on for nothing.
   */
  public static void byOneProcess(JdbcClient jdbc) {
    jdbc.sql("select set_config('max_parallel_workers_per_gather', '0', true)")
        .query(String.class)
        .single();
  }

  /**
   * Until the end of the transaction: a page out of order costs no more than one in order, as it is
   * where memory holds the index, so that the planner reads an index wholly rather than a table
   * that is several times as large; and several processors share the work.
   */
  static void forManyInIndexes(JdbcClient jdbc) {
    jdbc.sql(
            """
            select set_config('random_page_cost', '1', true),
                set_config('parallel_setup_cost', '0', true),
                set_config('parallel_tuple_cost', '0', true)
            """)
        .query((row, _) -> row.getString(1))
        .single();
  }
}
