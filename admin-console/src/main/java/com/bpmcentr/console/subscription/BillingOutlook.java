package com.bpmcentr.console.subscription;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a payment, a refund and a change of interval would do now, for the screen to say before.
 *
 * @param open the invoice that is open
 * @param payment absent where none can be taken
 * @param refund absent where nothing would be given back
 * @param intervalChange absent where it cannot be changed
 */
public record BillingOutlook(
    @Nullable Invoice open,
    @Nullable PaymentPreview payment,
    @Nullable Refunds refund,
    @Nullable IntervalPreview intervalChange) {

  /**
   * If it were paid now.
   *
   * @param bill what is to be paid, exactly
   * @param from where the period would start
   * @param paidUntil until when it would then be paid
   */
  public record PaymentPreview(
      Bill bill, Instant from, Instant paidUntil, SubscriptionStatus statusAfter) {}

  /**
   * If periods were to be of the other length.
   *
   * @param bill what would be asked for at once; absent: nothing before the present period's end
   * @param inForceAt when it would be in force by itself; meaningless with a bill, which is in
   *     force when paid
   */
  public record IntervalPreview(Interval to, @Nullable Bill bill, Instant inForceAt) {}
}
