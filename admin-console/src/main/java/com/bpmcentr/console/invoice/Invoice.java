package com.bpmcentr.console.invoice;

import com.bpmcentr.console.operation.Facts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer was asked to pay for a subscription.
 *
 * @param number without gaps, in the order of issue
 * @param payment present once it is paid
 * @param voiding present once nothing is owed by it any more
 */
public record Invoice(
    UUID id,
    long number,
    UUID subscriptionId,
    UUID customerId,
    Bill bill,
    Instant issuedAt,
    @Nullable Payment payment,
    @Nullable Voiding voiding) {

  /**
   * That it is not to be paid.
   *
   * @param reason what staff said; absent where it followed from something else
   */
  public record Voiding(Instant at, @Nullable String reason) {}

  public Invoice {
    if (payment != null && voiding != null) {
      throw new IllegalArgumentException("what is paid is not void");
    }
  }

  /** {@code InvoiceQuery} says the same for lists. */
  public InvoiceStatus status(Instant now) {
    if (voiding != null) {
      return InvoiceStatus.VOID;
    }
    if (payment != null) {
      return payment.reversal() != null
          ? InvoiceStatus.REVERSED
          : payment.refund() == null ? InvoiceStatus.PAID : InvoiceStatus.REFUNDED;
    }
    return now.isBefore(bill.dueAt()) ? InvoiceStatus.OPEN : InvoiceStatus.OVERDUE;
  }

  /** For the audit log. */
  public Facts facts() {
    return Facts.NONE
        .with("number", number)
        .with("amount", bill.amount())
        .with("from", bill.from())
        .with("to", bill.to())
        .with("dueAt", bill.dueAt());
  }
}
