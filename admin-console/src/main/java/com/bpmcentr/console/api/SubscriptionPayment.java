package com.bpmcentr.console.api;

import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that came in for a subscription that is there.
 *
 * @param amount exactly what the invoice asks for
 * @param reference the transaction's name where the money came in; recorded once
 * @param paidAt absent: now
 * @param version of the subscription that was looked at; absent: whatever it is by now
 */
@Schema(name = "SubscriptionPayment")
record SubscriptionPayment(
    @NotNull @Schema(example = "15.00") String amount,
    @NotNull @Schema(example = "USD") String currency,
    @NotNull PaymentMethod method,
    @NotNull String reference,
    @Nullable Instant paidAt,
    @Nullable Integer version) {

  PaymentEntry entry() {
    return new PaymentEntry(amount, currency, method, reference, paidAt);
  }
}
