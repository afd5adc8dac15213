package com.bpmcentr.console.invoice;

import static java.util.Comparator.naturalOrder;

import com.bpmcentr.console.connector.Money;
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

  /**
   * The first field that is not what it must be.
   *
   * @param bills what is paid, at least one, all with this one payment
   */
  public Optional<Invalid> problem(List<Bill> bills, Instant now) {
    String owed = bills.getFirst().amount().currency();
    return FieldRules.line("reference", reference)
        .or(() -> timeProblem(bills, now))
        .or(
            () ->
                bills.stream().allMatch(bill -> bill.amount().currency().equals(currency))
                    ? Optional.empty()
                    : Optional.of(new Invalid("currency", InvalidKey.CURRENCY, List.of(owed))))
        .or(
            () -> {
              Money sum = new Money(sum(bills), owed);
              return isAmount(sum.amount())
                  ? Optional.empty()
                  : Optional.of(new Invalid("amount", InvalidKey.AMOUNT, List.of(sum.toString())));
            });
  }

  private Optional<Invalid> timeProblem(List<Bill> bills, Instant now) {
    if (paidAt == null) {
      return Optional.empty();
    }
    Instant earliest =
        bills.stream()
            .map(Bill::dueAt)
            .filter(due -> due.isBefore(now))
            .min(naturalOrder())
            .orElse(now);
    return FieldRules.time("paidAt", paidAt, earliest.minus(LONGEST_BEFORE), now);
  }

  private static BigDecimal sum(List<Bill> bills) {
    return bills.stream()
        .map(bill -> bill.amount().amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What was paid; {@link #problem} has found nothing.
   *
   * @throws NumberFormatException where it has
   */
  public Money money() {
    return new Money(new BigDecimal(amount), currency);
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
