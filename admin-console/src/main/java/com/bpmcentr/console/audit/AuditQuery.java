package com.bpmcentr.console.audit;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The audit log as a list, the newest entry first. */
@Repository
class AuditQuery {

  static final PgListing ENTRIES =
      new PgListing("select a.*", "from audit_entry a", SortOrder.descending("seq"), "a.seq")
          .filter("actor", PgFilter.contains(PgFilter.folded("a.actor_name")))
          .filter("actorId", PgFilter.uuid("a.actor_id = :value"))
          .filter("operation", PgFilter.startsWith("a.operation like :value"))
          .filter("targetType", PgFilter.text("a.target_type = :value"))
          .filter("targetId", PgFilter.text("a.target_id = :value"))
          .filter("outcome", PgFilter.oneOf(Outcome.class, "a.outcome"))
          .filter("origin", PgFilter.text("a.origin = :value"))
          .filter("token", PgFilter.text("a.token = :value"))
          .filter("from", PgFilter.time("a.at >= :value"))
          .filter("until", PgFilter.time("a.at < :value"))
          .sort("seq", "a.seq")
          .sort("at", "a.at")
          .sort("actor", "a.actor_name")
          .sort("operation", "a.operation")
          // as its index has it
          .covering("actor", "actor", "operation", "targetType", "origin");

  private final JdbcClient jdbc;

  AuditQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<AuditEntry>> list(ListQuery query) {
    return ENTRIES.page(jdbc, query, Map.of(), (row, _) -> AuditRepository.entry(row));
  }
}
