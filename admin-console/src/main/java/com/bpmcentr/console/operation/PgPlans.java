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
}
