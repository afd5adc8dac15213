package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.subscription.BillingOutlook;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.Refunds;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a payment, a refund and a change of interval would do now; absent where it cannot be done.
 *
 * @param openInvoiceId the invoice that is open
 */
@Schema(name = "BillingOutlook")
record BillingOutlookJson(
    @Nullable UUID openInvoiceId,
    @Nullable PaymentOutlook payment,
    @Nullable RefundOutlook refund,
    @Nullable IntervalOutlook intervalChange) {

  /**
   * What is to be paid.
   *
   * @param price of the period, less the discount
   * @param credit taken off for paid days that are not used
   */
  @Schema(name = "BillOutlook")
  record BillOutlook(
      Interval interval,
      @Schema(example = "153.00") String price,
      @Schema(example = "7.50") String credit,
      @Schema(example = "145.50") String amount,
      @Schema(example = "USD") String currency,
      Instant dueAt) {

    static BillOutlook of(Bill bill) {
      return new BillOutlook(
          bill.interval(),
          bill.price().amountText(),
          bill.credit().amountText(),
          bill.amount().amountText(),
          bill.price().currency(),
          bill.dueAt());
    }
  }

  /** If it were paid now. */
  @Schema(name = "PaymentOutlook")
  record PaymentOutlook(
      BillOutlook bill, Instant paidFrom, Instant paidUntil, SubscriptionStatus statusAfter) {

    static PaymentOutlook of(PaymentPreview preview) {
      return new PaymentOutlook(
          BillOutlook.of(preview.bill()),
          preview.from(),
          preview.paidUntil(),
          preview.statusAfter());
    }
  }

  /**
   * If it were refunded now.
   *
   * @param amounts by invoice
   */
  @Schema(name = "RefundOutlook")
  record RefundOutlook(
      @Schema(example = "76.50") String total,
      @Schema(example = "USD") String currency,
      Map<UUID, String> amounts,
      Instant accessEndsAt) {

    static RefundOutlook of(Refunds refunds) {
      Money total = refunds.total();
      return new RefundOutlook(
          total.amountText(),
          total.currency(),
          refunds.amounts().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().amountText())),
          refunds.accessEndsAt());
    }
  }

  /**
   * If periods were to be of the other length.
   *
   * @param bill asked for at once, and in force when paid; absent: in force by itself
   * @param inForceAt when, without a bill
   */
  @Schema(name = "IntervalOutlook")
  record IntervalOutlook(Interval to, @Nullable BillOutlook bill, Instant inForceAt) {

    static IntervalOutlook of(IntervalPreview preview) {
      Bill bill = preview.bill();
      return new IntervalOutlook(
          preview.to(), bill == null ? null : BillOutlook.of(bill), preview.inForceAt());
    }
  }

  static BillingOutlookJson of(BillingOutlook outlook) {
    Invoice open = outlook.open();
    PaymentPreview payment = outlook.payment();
    Refunds refund = outlook.refund();
    IntervalPreview interval = outlook.intervalChange();
    return new BillingOutlookJson(
        open == null ? null : open.id(),
        payment == null ? null : PaymentOutlook.of(payment),
        refund == null ? null : RefundOutlook.of(refund),
        interval == null ? null : IntervalOutlook.of(interval));
  }
}
