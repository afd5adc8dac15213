package com.bpmcentr.console.notice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices as a list, the latest due first. */
@Repository
class NoticeQuery {

  static final PgListing NOTICES =
      new PgListing(
              """
              select e.id, e.kind, e.subscription_id, e.due_at, e.at,
                  (e.after ->> 'endsAt')::timestamptz as ends_at,
                  (e.after ->> 'step')::int as step, e.after ->> 'price' as price,
                  s.customer_id, s.connector_id, c.name as customer_name, c.email as customer_email,
                  n.name as connector_name
              """,
              """
              from (select * from subscription_event where due_at is not null) e
              left join subscription s on s.id = e.subscription_id
              """,
              SortOrder.descending("dueAt"),
              "e.id")
          .decorate(
              """
              left join customer c on c.id = s.customer_id
              left join connector n on n.id = s.connector_id
              """)
          .filter(
              "q",
              PgFilter.containsIndexed("c.search")
                  .of("s.customer_id", "select c.id from customer c where"))
          .filter("kind", PgFilter.choice(NoticeRule.conditions("e.kind")))
          .filter("subscriptionId", PgFilter.uuid("e.subscription_id = :value"))
          .filter("customerId", PgFilter.uuid("s.customer_id = :value"))
          .filter("connectorId", PgFilter.text("s.connector_id = :value"))
          .filter("dueFrom", PgFilter.time("e.due_at >= :value"))
          .filter("dueUntil", PgFilter.time("e.due_at < :value"))
          .sort("dueAt", "e.due_at");

  private final JdbcClient jdbc;

  NoticeQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Result<Page<Notice>> list(ListQuery query) {
    return NOTICES.page(jdbc, query, Map.of(), (row, _) -> notice(row));
  }

  private static Notice notice(ResultSet row) throws SQLException {
    String price = row.getString("price");
    return new Notice(
        row.getLong("id"),
        WireName.find(EventKind.class, row.getString("kind")).orElseThrow(),
        row.getObject("subscription_id", UUID.class),
        row.getObject("customer_id", UUID.class),
        row.getString("customer_name"),
        row.getString("customer_email"),
        row.getString("connector_id"),
        row.getString("connector_name"),
        PgTime.required(row, "due_at"),
        PgTime.required(row, "at"),
        PgTime.required(row, "ends_at"),
        row.getObject("step", Integer.class),
        price == null ? null : Money.parse(price));
  }
}
