package com.bpmcentr.console.api;

import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One payment of several open invoices.
 *
 * @param amount exactly what the invoices ask for together
 * @param reference the transaction's name where the money came in; recorded once
 * @param paidAt absent: now
 */
@Schema(name = "JointPaymentFields")
record JointPaymentFields(
    @NotNull List<@NotNull UUID> invoiceIds,
    @NotNull @Schema(example = "30.00") String amount,
    @NotNull @Schema(example = "USD") String currency,
    @NotNull PaymentMethod method,
    @NotNull String reference,
    @Nullable Instant paidAt) {

  PaymentEntry entry() {
    return new PaymentEntry(amount, currency, method, reference, paidAt);
  }

  Set<UUID> invoices() {
    return new LinkedHashSet<>(invoiceIds);
  }
}
