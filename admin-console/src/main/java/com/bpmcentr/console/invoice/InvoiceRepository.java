package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The invoices' rows. The subscription's row must be locked by whoever changes one. */
@Repository
public class InvoiceRepository {

  private final JdbcClient jdbc;

  InvoiceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Invoice> find(UUID id) {
    return jdbc.sql("select * from invoice where id = :id")
        .param("id", id)
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** The one that is neither paid nor void. */
  public Optional<Invoice> findOpen(UUID subscriptionId) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is null and voided_at is null
            """)
        .param("subscriptionId", subscriptionId)
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** Those that were paid, the oldest first. */
  public List<Invoice> paid(UUID subscriptionId) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is not null
            order by number
            """)
        .param("subscriptionId", subscriptionId)
        .query((row, _) -> invoice(row))
        .list();
  }

  /** Adds one under the next number, which is held until the commit. */
  public Invoice insert(
      UUID id, UUID subscriptionId, UUID customerId, Bill bill, Instant issuedAt) {
    long number =
        jdbc.sql("update invoice_counter set number = number + 1 returning number")
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                period_to, interval, category, price, credit, currency, issued_at, due_at)
            values (:id, :number, :subscriptionId, :customerId, :kind, :from,
                :to, :interval, :category, :price, :credit, :currency, :issuedAt, :dueAt)
            """)
        .param("id", id)
        .param("number", number)
        .param("subscriptionId", subscriptionId)
        .param("customerId", customerId)
        .param("kind", bill.kind().wireName())
        .param("from", PgTime.of(bill.from()))
        .param("to", PgTime.of(bill.to()))
        .param("interval", bill.interval().wireName())
        .param("category", bill.category().wireName())
        .param("price", bill.price().amount())
        .param("credit", bill.credit().amount())
        .param("currency", bill.price().currency())
        .param("issuedAt", PgTime.of(issuedAt))
        .param("dueAt", PgTime.of(bill.dueAt()))
        .update();
    return new Invoice(id, number, subscriptionId, customerId, bill, issuedAt, null, null);
  }

  /** Whether a payment of that method and reference stands in the books already. */
  public boolean isRecorded(PaymentMethod method, String reference) {
    return jdbc.sql(
            """
            select exists (select from invoice where method = :method and reference = :reference)
            """)
        .param("method", method.wireName())
        .param("reference", reference)
        .query(Boolean.class)
        .single();
  }

  /**
   * Notes the payment of an open invoice.
   *
   * @throws org.springframework.dao.DuplicateKeyException when another one of that method and
   *     reference was recorded meanwhile
   */
  public void pay(UUID id, Payment payment) {
    jdbc.sql(
            """
            update invoice
            set paid_at = :paidAt, method = :method, reference = :reference,
                recorded_at = :recordedAt, recorded_by = :recordedBy,
                paid_from = :from, paid_to = :to
            where id = :id
            """)
        .param("id", id)
        .param("paidAt", PgTime.of(payment.paidAt()))
        .param("method", payment.method().wireName())
        .param("reference", payment.reference())
        .param("recordedAt", PgTime.of(payment.recordedAt()))
        .param("recordedBy", payment.recordedBy())
        .param("from", PgTime.of(payment.from()))
        .param("to", PgTime.of(payment.to()))
        .update();
  }

  public void refund(UUID id, Refund refund) {
    jdbc.sql(
            """
            update invoice
            set refunded_at = :at, refund = :amount, refund_reason = :reason,
                refunded_by = :recordedBy
            where id = :id
            """)
        .param("id", id)
        .param("at", PgTime.of(refund.at()))
        .param("amount", refund.amount().amount())
        .param("reason", refund.reason())
        .param("recordedBy", refund.recordedBy())
        .update();
  }

  /** Nothing is owed any more by what is open of these subscriptions. */
  public void voidOpen(List<UUID> subscriptionIds, Instant at, @Nullable String reason) {
    jdbc.sql(
            """
            update invoice set voided_at = :at, void_reason = :reason
            where subscription_id = any(:ids) and paid_at is null and voided_at is null
            """)
        .param("ids", subscriptionIds.toArray(new UUID[0]))
        .param("at", PgTime.of(at))
        .param("reason", reason)
        .update();
  }

  static Invoice invoice(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    Instant voidedAt = PgTime.optional(row, "voided_at");
    return new Invoice(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        row.getObject("subscription_id", UUID.class),
        row.getObject("customer_id", UUID.class),
        new Bill(
            WireName.find(InvoiceKind.class, row.getString("kind")).orElseThrow(),
            PgTime.required(row, "period_from"),
            PgTime.required(row, "period_to"),
            WireName.find(Interval.class, row.getString("interval")).orElseThrow(),
            WireName.find(Category.class, row.getString("category")).orElseThrow(),
            new Money(row.getBigDecimal("price"), currency),
            new Money(row.getBigDecimal("credit"), currency),
            PgTime.required(row, "due_at")),
        PgTime.required(row, "issued_at"),
        payment(row, currency),
        voidedAt == null ? null : new Invoice.Voiding(voidedAt, row.getString("void_reason")));
  }

  private static @Nullable Payment payment(ResultSet row, String currency) throws SQLException {
    Instant paidAt = PgTime.optional(row, "paid_at");
    if (paidAt == null) {
      return null;
    }
    Instant refundedAt = PgTime.optional(row, "refunded_at");
    return new Payment(
        WireName.find(PaymentMethod.class, row.getString("method")).orElseThrow(),
        row.getString("reference"),
        paidAt,
        PgTime.required(row, "recorded_at"),
        row.getString("recorded_by"),
        PgTime.required(row, "paid_from"),
        PgTime.required(row, "paid_to"),
        refundedAt == null
            ? null
            : new Refund(
                new Money(row.getBigDecimal("refund"), currency),
                refundedAt,
                row.getString("refund_reason"),
                row.getString("refunded_by")));
  }
}
