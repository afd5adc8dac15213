package com.bpmcentr.console.due;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What fell due and failed, the latest first. */
@Repository
class DueFailureQuery {

  static final PgListing FAILURES =
      new PgListing(
              """
              select f.*, s.customer_id, c.name as customer_name, n.name as connector_name\
              """,
              """
              from due_failure f
              left join subscription s on s.id = f.subject
              left join customer c on c.id = s.customer_id
              left join connector n on n.id = s.connector_id
              """,
              SortOrder.descending("failedAt"),
              "f.id")
          .filter("work", PgFilter.text("f.work = :value"))
          .filter("subscriptionId", PgFilter.uuid("f.subject = :value"))
          .filter("customerId", PgFilter.uuid("s.customer_id = :value"))
          .sort("failedAt", "f.failed_at")
          .sort("dueAt", "f.due_at");

  private final JdbcClient jdbc;

  DueFailureQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<DueFailure>> list(ListQuery query) {
    return FAILURES.page(jdbc, query, Map.of(), (row, _) -> failure(row));
  }

  Optional<DueFailure> find(UUID id) {
    return FAILURES.find(jdbc, id, (row, _) -> failure(row));
  }

  private static DueFailure failure(ResultSet row) throws SQLException {
    return new DueFailure(
        row.getObject("id", UUID.class),
        row.getString("work"),
        row.getObject("subject", UUID.class),
        PgTime.required(row, "due_at"),
        PgTime.required(row, "failed_at"),
        row.getString("error"),
        row.getObject("customer_id", UUID.class),
        row.getString("customer_name"),
        row.getString("connector_name"));
  }
}
