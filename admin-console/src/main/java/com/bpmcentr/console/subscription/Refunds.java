package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.subscription.Subscription.Revocation;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is given back by the rules: all within seven days of the first payment; later the unused
 * months of a year, and nothing of a month.
 *
 * @param amounts by invoice; none is zero
 * @param accessEndsAt from when it no longer works
 * @param newest what the newest period was paid by that does not go back whole; absent where there
 *     is none, or it was paid elsewhere
 */
public record Refunds(Map<UUID, Money> amounts, Instant accessEndsAt, @Nullable Invoice newest) {

  /** After the first payment. */
  static final Duration ALL_WITHIN = Duration.ofDays(7);

  private static final int MONTHS_OF_A_YEAR = 12;

  public Refunds {
    amounts = Map.copyOf(amounts);
  }

  /** All of it together. */
  public Money total() {
    Money first = amounts.values().iterator().next();
    BigDecimal sum =
        amounts.values().stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Money(sum, first.currency());
  }

  /**
   * What would be given back now; empty: nothing. Of what was revoked, the months count that had
   * not begun by then. A trial that was paid for is had to its end.
   *
   * @param paid all its invoices that were ever paid, the oldest first
   * @param beganElsewhere whether its first payment was made before it came here
   */
  static Optional<Refunds> of(
      Subscription subscription, List<Invoice> paid, boolean beganElsewhere, Moment moment) {
    Instant now = moment.now();
    Revocation revocation = subscription.revocation();
    Instant usedUntil = revocation == null ? now : revocation.at();
    Map<UUID, Money> amounts = new LinkedHashMap<>();
    Instant ends = null;
    boolean all =
        !beganElsewhere
            && paid.stream()
                .allMatch(invoice -> now.isBefore(payment(invoice).paidAt().plus(ALL_WITHIN)));
    for (Invoice invoice : paid) {
      Payment payment = payment(invoice);
      if (payment.refund() != null) {
        continue;
      }
      if (all) {
        amounts.put(invoice.id(), invoice.bill().amount());
        // A month that was paid elsewhere, before a year in its place, is had to its end.
        ends = earlier(ends, payment.without().isAfter(now) ? payment.without() : now);
        continue;
      }
      if (ends != null && !payment.from().isBefore(ends)) {
        // Paid ahead, after a year that is cut short: nothing of it will be had.
        amounts.put(invoice.id(), invoice.bill().amount());
        continue;
      }
      if (invoice.bill().interval() != Interval.YEAR || !usedUntil.isBefore(payment.to())) {
        continue;
      }
      int begun = monthsBegun(payment, usedUntil, moment.rules());
      Money unused = unusedMonths(invoice, begun);
      if (unused.amount().signum() > 0) {
        amounts.put(invoice.id(), unused);
        ends = earlier(ends, months(payment, moment.rules()).after(begun));
      }
    }
    return ends == null
        ? Optional.empty()
        : Optional.of(new Refunds(amounts, ends, newest(paid, amounts, ends)));
  }

  private static @Nullable Invoice newest(
      List<Invoice> paid, Map<UUID, Money> amounts, Instant ends) {
    return paid.reversed().stream()
        .filter(invoice -> payment(invoice).from().isBefore(ends))
        .filter(
            invoice -> {
              Refund before = payment(invoice).refund();
              Money back = before == null ? amounts.get(invoice.id()) : before.amount();
              return !invoice.bill().amount().equals(back);
            })
        .findFirst()
        .orElse(null);
  }

  private static Money unusedMonths(Invoice invoice, int begun) {
    BigDecimal unused =
        invoice
            .bill()
            .price()
            .amount()
            .multiply(BigDecimal.valueOf(Math.max(0, MONTHS_OF_A_YEAR - begun)))
            .divide(BigDecimal.valueOf(MONTHS_OF_A_YEAR), 2, RoundingMode.HALF_UP);
    // A year that began with a credit was not paid whole.
    return new Money(
        unused.min(invoice.bill().amount().amount()), invoice.bill().price().currency());
  }

  private static int monthsBegun(Payment payment, Instant now, LifecycleRules rules) {
    int begun = 0;
    while (!months(payment, rules).after(begun).isAfter(now)) {
      begun++;
    }
    return begun;
  }

  private static Anniversary months(Payment payment, LifecycleRules rules) {
    return new Anniversary(payment.from(), Interval.MONTH, rules.zone());
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  private static Payment payment(Invoice paid) {
    Payment payment = paid.payment();
    if (payment == null) {
      throw new IllegalArgumentException("not paid: " + paid.number());
    }
    return payment;
  }
}
