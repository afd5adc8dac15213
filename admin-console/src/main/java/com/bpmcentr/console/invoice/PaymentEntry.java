package com.bpmcentr.console.invoice;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment to be recorded, as it was typed. Whether the amount is the right one, the invoice says.
 *
 * @param paidAt absent: now
 */
public record PaymentEntry(
    String amount,
    String currency,
    PaymentMethod method,
    String reference,
    @Nullable Instant paidAt) {

  /** Money that came in longer before what it pays for is a mistake in the date. */
  private static final Duration LONGEST_BEFORE = Duration.ofDays(60);

  public PaymentEntry {
    amount = amount.strip();
    currency = currency.strip();
    reference = reference.strip();
    paidAt = paidAt == null ? null : paidAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The first field that is not what it must be, for an invoice that is due at the given time. */
  public Optional<Invalid> problem(Bill bill, Instant now) {
    Instant earliest = bill.dueAt().isBefore(now) ? bill.dueAt() : now;
    return FieldRules.line("reference", reference)
        .or(
            () ->
                paidAt == null
                    ? Optional.empty()
                    : FieldRules.time("paidAt", paidAt, earliest.minus(LONGEST_BEFORE), now))
        .or(
            () ->
                currency.equals(bill.amount().currency())
                    ? Optional.empty()
                    : Optional.of(
                        new Invalid(
                            "currency", InvalidKey.CURRENCY, List.of(bill.amount().currency()))))
        .or(
            () ->
                isAmount(bill.amount().amount())
                    ? Optional.empty()
                    : Optional.of(
                        new Invalid(
                            "amount", InvalidKey.AMOUNT, List.of(bill.amount().toString()))));
  }

  /** When it was paid. */
  public Instant at(Instant now) {
    return paidAt == null ? now : paidAt;
  }

  private boolean isAmount(BigDecimal expected) {
    return amount.matches("[0-9]{1,10}([.][0-9]{1,2})?")
        && new BigDecimal(amount).compareTo(expected) == 0;
  }
}
