package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.PgFilter;
import com.bpmcentr.console.operation.PgListing;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.operation.SortOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invoices with the names of whom and what they are for, the newest first. */
@Repository
class InvoiceQuery {

  /** {@link Invoice#status} as conditions; BillingServiceIT holds them together. */
  private static final PgFilter STATUS =
      PgFilter.choice(
          Map.of(
              "open",
              "i.paid_at is null and i.voided_at is null and i.due_at > :now",
              "overdue",
              "i.paid_at is null and i.voided_at is null and i.due_at <= :now",
              "paid",
              "i.paid_at is not null and i.refunded_at is null and i.reversed_at is null",
              "refunded",
              "i.refunded_at is not null",
              "reversed",
              "i.reversed_at is not null",
              "void",
              "i.voided_at is not null"));

  static final PgListing INVOICES =
      new PgListing(
              """
              select i.*, c.name as customer_name, c.email as customer_email,
                  s.connector_id, n.name as connector_name\
              """,
              "from invoice i",
              SortOrder.descending("number"),
              "i.id")
          .decorate(
              """
              left join customer c on c.id = i.customer_id
              left join subscription s on s.id = i.subscription_id
              left join connector n on n.id = s.connector_id
              """)
          .filter(
              "q",
              PgFilter.containsIndexed("c.search")
                  .of("i.customer_id", "select c.id from customer c where"))
          .filter("status", STATUS)
          .filter("number", PgFilter.number("i.number = :value"))
          .filter("customerId", PgFilter.uuid("i.customer_id = :value"))
          .filter("subscriptionId", PgFilter.uuid("i.subscription_id = :value"))
          .filter("method", PgFilter.oneOf(PaymentMethod.class, "i.method"))
          .filter("reference", PgFilter.text("i.reference = :value"))
          .filter("dueFrom", PgFilter.time("i.due_at >= :value"))
          .filter("dueUntil", PgFilter.time("i.due_at < :value"))
          .filter("issuedFrom", PgFilter.time("i.issued_at >= :value"))
          .filter("issuedUntil", PgFilter.time("i.issued_at < :value"))
          .filter("paidFrom", PgFilter.time("i.paid_at >= :value"))
          .filter("paidUntil", PgFilter.time("i.paid_at < :value"))
          .sort("number", "i.number")
          .sort("issuedAt", "i.issued_at")
          .sort("dueAt", "i.due_at")
          .sort("paidAt", "i.paid_at")
          .sort("amount", "i.price - i.credit")
          .sort("customer", "join customer c on c.id = i.customer_id", "c.name")
          .covering("customer", "q")
          // as its table is checked; downwards, what nobody has paid comes first
          .within("paidAt", "method", "i.paid_at is not null");

  private final JdbcClient jdbc;

  InvoiceQuery(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<InvoiceRow> find(UUID id, Instant now) {
    return INVOICES.find(jdbc, id, (row, _) -> row(row, now));
  }

  Result<Page<InvoiceRow>> list(ListQuery query, Instant now) {
    return INVOICES.page(jdbc, query, Map.of("now", PgTime.of(now)), (row, _) -> row(row, now));
  }

  /** What they ask for, by currency. */
  Result<List<InvoiceTotal>> totals(Map<String, String> filters, Instant now) {
    return INVOICES.totals(
        jdbc,
        "i.currency, count(*) as found, sum(i.price - i.credit) as amount",
        "group by i.currency order by i.currency",
        filters,
        Map.of("now", PgTime.of(now)),
        (row, _) ->
            new InvoiceTotal(
                row.getLong("found"),
                new Money(row.getBigDecimal("amount"), row.getString("currency"))));
  }

  /** How many the filters leave, counted no further than that. */
  Result<Long> count(Map<String, String> filters, Instant now, int most) {
    return INVOICES.count(jdbc, filters, Map.of("now", PgTime.of(now)), most);
  }

  private static InvoiceRow row(ResultSet row, Instant now) throws SQLException {
    Invoice invoice = PgInvoice.invoice(row);
    return new InvoiceRow(
        invoice,
        invoice.status(now),
        row.getString("customer_name"),
        row.getString("customer_email"),
        row.getString("connector_id"),
        row.getString("connector_name"));
  }
}
