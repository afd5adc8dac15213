package com.bpmcentr.console.invoice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an invoice was paid, in full: anything else is refused.
 *
 * @param reference the transaction's name where the money came in
 * @param recordedBy who wrote it down
 * @param from where the period starts that was paid for, which may be later than the invoice says
 * @param to where that period ends
 * @param before until when the subscription was paid before it, here or elsewhere; absent where
 *     that was not written down: up to where this one starts
 * @param refund what was given back of it; absent: nothing
 * @param reversal present once it turned out to be none
 */
public record Payment(
    PaymentMethod method,
    String reference,
    Instant paidAt,
    Instant recordedAt,
    String recordedBy,
    Instant from,
    Instant to,
    @Nullable Instant before,
    @Nullable Refund refund,
    @Nullable Reversal reversal) {

  /** Until when the subscription is paid without it. */
  public Instant without() {
    return before == null ? from : before;
  }
}
