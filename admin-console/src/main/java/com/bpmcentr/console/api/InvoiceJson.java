package com.bpmcentr.console.api;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.invoice.Reversal;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice.
 *
 * @param number without gaps, in the order of issue
 * @param periodFrom where the period starts that it asks for; a late payment starts it later
 * @param price of the period, less the discount
 * @param credit taken off the price for paid days that are not used
 * @param amount to be paid: the price less the credit
 */
@Schema(name = "Invoice")
record InvoiceJson(
    UUID id,
    long number,
    UUID subscriptionId,
    UUID customerId,
    InvoiceKind kind,
    InvoiceStatus status,
    Interval interval,
    Instant periodFrom,
    Instant periodTo,
    @Schema(example = "15.00") String price,
    @Schema(example = "0.00") String credit,
    @Schema(example = "15.00") String amount,
    @Schema(example = "USD") String currency,
    Instant issuedAt,
    Instant dueAt,
    @Nullable PaymentJson payment,
    @Nullable Instant voidedAt,
    @Nullable String voidReason) {

  /**
   * That it was paid.
   *
   * @param paidFrom where the period starts that was paid for
   */
  @Schema(name = "Payment")
  record PaymentJson(
      PaymentMethod method,
      String reference,
      Instant paidAt,
      Instant recordedAt,
      String recordedBy,
      Instant paidFrom,
      Instant paidTo,
      @Nullable RefundJson refund,
      @Nullable ReversalJson reversal) {

    static PaymentJson of(Payment payment) {
      Refund refund = payment.refund();
      Reversal reversal = payment.reversal();
      return new PaymentJson(
          payment.method(),
          payment.reference(),
          payment.paidAt(),
          payment.recordedAt(),
          payment.recordedBy(),
          payment.from(),
          payment.to(),
          refund == null ? null : RefundJson.of(refund),
          reversal == null
              ? null
              : new ReversalJson(reversal.at(), reversal.reason(), reversal.recordedBy()));
    }
  }

  /** That the payment turned out to be none. */
  @Schema(name = "Reversal")
  record ReversalJson(Instant at, String reason, String recordedBy) {}

  /** What was given back. */
  @Schema(name = "Refund")
  record RefundJson(
      @Schema(example = "15.00") String amount, Instant at, String reason, String recordedBy) {

    static RefundJson of(Refund refund) {
      return new RefundJson(
          refund.amount().amountText(), refund.at(), refund.reason(), refund.recordedBy());
    }
  }

  static InvoiceJson of(Invoice invoice, InvoiceStatus status) {
    Bill bill = invoice.bill();
    Payment payment = invoice.payment();
    Invoice.Voiding voiding = invoice.voiding();
    return new InvoiceJson(
        invoice.id(),
        invoice.number(),
        invoice.subscriptionId(),
        invoice.customerId(),
        bill.kind(),
        status,
        bill.interval(),
        bill.from(),
        bill.to(),
        bill.price().amountText(),
        bill.credit().amountText(),
        bill.amount().amountText(),
        bill.price().currency(),
        invoice.issuedAt(),
        bill.dueAt(),
        payment == null ? null : PaymentJson.of(payment),
        voiding == null ? null : voiding.at(),
        voiding == null ? null : voiding.reason());
  }
}
