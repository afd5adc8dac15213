package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgColumns;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Those of them that are there. */
  public List<Invoice> findAll(Collection<UUID> ids) {
    return jdbc.sql("select * from invoice where id = any(:ids) order by number")
        .param("ids", ids.toArray(new UUID[0]))
        .query((row, _) -> invoice(row))
        .list();
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

  /**
   * The one that was asked for at that time and is not paid: open, or void by now. Not one that
   * staff have made void.
   */
  public Optional<Invoice> findAsked(UUID subscriptionId, Instant at) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is null and void_reason is null
                and issued_at <= :at and (voided_at is null or voided_at > :at)
            order by number desc
            limit 1
            """)
        .param("subscriptionId", subscriptionId)
        .param("at", PgTime.of(at))
        .query((row, _) -> invoice(row))
        .optional();
  }

  /** Those that were paid and stay so, or were refunded; the oldest first. */
  public List<Invoice> paid(UUID subscriptionId) {
    return jdbc.sql(
            """
            select * from invoice
            where subscription_id = :subscriptionId and paid_at is not null
                and reversed_at is null
            order by paid_from, number
            """)
        .param("subscriptionId", subscriptionId)
        .query((row, _) -> invoice(row))
        .list();
  }

  /** An invoice that has no number yet. */
  public record Draft(UUID id, UUID subscriptionId, UUID customerId, Bill bill) {}

  /** Adds one under the next number, which is held until the commit. */
  public Invoice insert(Draft draft, Instant issuedAt) {
    return insertAll(List.of(draft), issuedAt).getFirst();
  }

  /** Adds them under the next numbers, in their order; the counter is held until the commit. */
  public List<Invoice> insertAll(List<Draft> drafts, Instant issuedAt) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    long first =
        1
            - drafts.size()
            + jdbc.sql("update invoice_counter set number = number + :count returning number")
                .param("count", drafts.size())
                .query(Long.class)
                .single();
    jdbc.sql(
            """
            insert into invoice (id, number, subscription_id, customer_id, kind, period_from,
                period_to, interval, category, price, credit, currency, issued_at, due_at)
            select d.id, :first + d.place - 1, d.subscription_id, d.customer_id, d.kind,
                d.period_from, d.period_to, d.interval, d.category, d.price, d.credit,
                d.currency, :issuedAt, d.due_at
            from unnest(:ids, :subscriptionIds, :customerIds, :kinds::text[],
                :from::timestamptz[], :to::timestamptz[], :intervals::text[],
                :categories::text[], :prices::numeric[], :credits::numeric[],
                :currencies::text[], :dueAt::timestamptz[]) with ordinality
                as d (id, subscription_id, customer_id, kind, period_from, period_to, interval,
                    category, price, credit, currency, due_at, place)
            """)
        .param("first", first)
        .param("issuedAt", PgTime.of(issuedAt))
        .param("ids", PgColumns.ids(drafts, Draft::id))
        .param("subscriptionIds", PgColumns.ids(drafts, Draft::subscriptionId))
        .param("customerIds", PgColumns.ids(drafts, Draft::customerId))
        .param("kinds", PgColumns.texts(drafts, each -> each.bill().kind()))
        .param("from", PgColumns.texts(drafts, each -> each.bill().from()))
        .param("to", PgColumns.texts(drafts, each -> each.bill().to()))
        .param("intervals", PgColumns.texts(drafts, each -> each.bill().interval()))
        .param("categories", PgColumns.texts(drafts, each -> each.bill().category()))
        .param("prices", PgColumns.texts(drafts, each -> each.bill().price().amount()))
        .param("credits", PgColumns.texts(drafts, each -> each.bill().credit().amount()))
        .param("currencies", PgColumns.texts(drafts, each -> each.bill().price().currency()))
        .param("dueAt", PgColumns.texts(drafts, each -> each.bill().dueAt()))
        .update();
    List<Invoice> issued = new ArrayList<>();
    for (Draft draft : drafts) {
      issued.add(
          new Invoice(
              draft.id(),
              first + issued.size(),
              draft.subscriptionId(),
              draft.customerId(),
              draft.bill(),
              issuedAt,
              null,
              null));
    }
    return issued;
  }

  /** Whether a payment of that method and reference stands in the books already. */
  public boolean isRecorded(PaymentMethod method, String reference) {
    return jdbc.sql(
            """
            select exists (select from invoice
                where method = :method and reference = :reference and reversed_at is null)
            """)
        .param("method", method.wireName())
        .param("reference", reference)
        .query(Boolean.class)
        .single();
  }

  /**
   * Notes the payment of an open invoice, or of one that lapsed after the money had come in.
   *
   * @param part the place among the invoices that this payment is of, from 1
   * @throws org.springframework.dao.DuplicateKeyException when another one of that method and
   *     reference was recorded meanwhile
   */
  public void pay(UUID id, int part, Payment payment) {
    jdbc.sql(
            """
            update invoice
            set paid_at = :paidAt, method = :method, reference = :reference,
                recorded_at = :recordedAt, recorded_by = :recordedBy,
                paid_from = :from, paid_to = :to, payment_part = :part,
                voided_at = null
            where id = :id
            """)
        .param("id", id)
        .param("part", part)
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

  /** The payment turned out to be none; its reference may come again. */
  public void reverse(UUID id, Reversal reversal) {
    jdbc.sql(
            """
            update invoice
            set reversed_at = :at, reverse_reason = :reason, reversed_by = :recordedBy
            where id = :id
            """)
        .param("id", id)
        .param("at", PgTime.of(reversal.at()))
        .param("reason", reversal.reason())
        .param("recordedBy", reversal.recordedBy())
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
    Instant reversedAt = PgTime.optional(row, "reversed_at");
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
                row.getString("refunded_by")),
        reversedAt == null
            ? null
            : new Reversal(
                reversedAt, row.getString("reverse_reason"), row.getString("reversed_by")));
  }
}
