package com.bpmcentr.console.subscription;

import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Interval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Subscriptions whose invoices are to be looked at, as the time alone has it. */
@Repository
class InvoiceWorkQuery {

  private final JdbcClient jdbc;

  InvoiceWorkQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those of the interval that want an invoice for their next period, and when each began to: as
   * {@code Billing.due} says, that long ahead. The index of ends serves it.
   */
  List<Due> withoutInvoice(
      Interval interval, Duration ahead, Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select s.id, s.ends_at as at
            from subscription s join connector n on n.id = s.connector_id
            where (s.ends_at, s.id) > (:afterEnd, :afterId) and s.ends_at <= :untilEnd
                and s.auto_renew and s.revoked_at is null and s.interval = :interval
                and n.category <> 'free'
                and not exists (select from invoice i
                    where i.subscription_id = s.id and i.paid_at is null and i.voided_at is null)
            order by s.ends_at, s.id
            limit :most
            """)
        .param("afterEnd", PgTime.of(after.at().plus(ahead)))
        .param("afterId", after.subject())
        .param("untilEnd", PgTime.of(until.plus(ahead)))
        .param("interval", interval.wireName())
        .param("most", most)
        .query((row, _) -> new Due(PgTime.required(row, "at").minus(ahead), id(row)))
        .list();
  }

  /** Those that have an open invoice for what was made free, and since when. */
  List<Due> withInvoiceOfFreeConnector(Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select i.subscription_id as id, c.until as at
            from (select connector_id, max(until) as until
                    from category_change group by connector_id
                    having max(until) >= :afterAt and max(until) <= :until) c
                join connector n on n.id = c.connector_id and n.category = 'free'
                join subscription s on s.connector_id = n.id
                join invoice i on i.subscription_id = s.id
                    and i.paid_at is null and i.voided_at is null
            where (c.until, i.subscription_id) > (:afterAt, :afterId)
            order by c.until, i.subscription_id
            limit :most
            """)
        .param("afterAt", PgTime.of(after.at()))
        .param("afterId", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query((row, _) -> new Due(PgTime.required(row, "at"), id(row)))
        .list();
  }

  /** Those whose open invoice for a year was not paid in time. */
  List<Due> withLapsedInvoice(Place after, Instant until, int most) {
    return jdbc.sql(
            """
            select i.subscription_id as id, i.due_at as at from invoice i
            where i.kind = 'interval_change' and i.paid_at is null and i.voided_at is null
                and (i.due_at, i.subscription_id) > (:afterAt, :afterId) and i.due_at <= :until
            order by i.due_at, i.subscription_id
            limit :most
            """)
        .param("afterAt", PgTime.of(after.at()))
        .param("afterId", after.subject())
        .param("until", PgTime.of(until))
        .param("most", most)
        .query((row, _) -> new Due(PgTime.required(row, "at"), id(row)))
        .list();
  }

  private static UUID id(ResultSet row) throws SQLException {
    return row.getObject("id", UUID.class);
  }
}
