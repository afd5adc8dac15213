package com.bpmcentr.console.invoice;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an invoice, with its payment, from its row. */
final class PgInvoice {

  private PgInvoice() {}

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
        PgTime.optional(row, "paid_before"),
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
