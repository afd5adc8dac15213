package com.bpmcentr.console;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of few rows as they are read where the planner believes in a million. */
public final class MillionRows {

  private MillionRows() {}

  /**
   * Whether a page far down is planned for an index that has all that the filters ask; else each
   * row would be read for it. That shows in what a page out of order is said to cost; what the
   * index itself has, {@code CustomerServiceIT} looks at.
   *
   * @param tables in which there are a million, to the planner; of what they have it knows as
   *     common what is there twice
   */
  public static boolean isPlannedForAnIndex(
      Business business,
      PgListing listing,
      Map<String, String> filters,
      String order,
      List<String> tables) {
    JdbcClient sql = business.sql(DatabaseRole.OWNER);
    tables.forEach(table -> sql.sql("analyze " + table).update());
    var farDown = new ListQuery(filters, List.of(SortOrder.ascending(order)), 9_950, 50);
    sql.sql("begin").update();
    try {
      tables.forEach(table -> areBelievedIn(sql, table));
      listing.page(sql, farDown.uncounted(), Map.of(), (_, _) -> 1).orElseThrow();
      return sql.sql("show parallel_setup_cost").query(String.class).single().equals("0");
    } finally {
      sql.sql("rollback").update();
    }
  }

  /** By the planner, until the end of the transaction. */
  public static void areBelievedIn(JdbcClient sql, String table) {
    sql.sql(
            """
            select pg_restore_relation_stats('schemaname', current_schema()::text,
                'relname', cast(:table as text), 'reltuples', 1000000::real)
            """)
        .param("table", table)
        .query(Boolean.class)
        .single();
  }
}
