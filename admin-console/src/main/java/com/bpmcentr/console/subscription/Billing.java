package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a subscription owes at one moment, and from when it is asked for: pure functions. */
public final class Billing {

  /** How long the invoice for a year in place of the running month stays open. */
  static final Duration CHANGE_OPEN_FOR = Duration.ofDays(3);

  private Billing() {}

  /**
   * The bill for the next period, whether or not it is time to send it. Empty where there is none:
   * it does not renew, is paid ahead already, or its connector costs nothing any more.
   */
  public static Optional<Bill> next(
      Subscription subscription, Tariff tariff, Instant now, LifecycleRules rules) {
    boolean goesOn = subscription.autoRenew() || subscription.terms().trial();
    if (!goesOn
        || subscription.revocation() != null
        || subscription.isPaidAhead(now)
        || tariff.category() == Category.FREE) {
      return Optional.empty();
    }
    Interval interval = subscription.nextInterval();
    Instant from = nextPeriodStart(subscription, now, now);
    Anniversary periods = anniversary(subscription, from, interval, rules);
    Instant due = subscription.terms().trial() ? from : subscription.term().endsAt();
    return Optional.of(
        new Bill(
            InvoiceKind.PERIOD,
            from,
            periods.endOfPeriodFrom(from),
            interval,
            tariff.category(),
            price(subscription, tariff, interval, from),
            Money.zero(tariff.price(interval).currency()),
            due));
  }

  /**
   * Whether a bill asks for what is owed at that moment, also one that has lapsed since: not for
   * what was made free, and not at the price of a period that can no longer follow the last one.
   *
   * @param tariff what the next period costs now
   */
  static boolean isStillOwed(Subscription subscription, Bill bill, Tariff tariff, Instant now) {
    boolean goesOn = subscription.autoRenew() || subscription.terms().trial();
    if (!goesOn
        || subscription.revocation() != null
        || subscription.isPaidAhead(now)
        || tariff.category() == Category.FREE
        || bill.interval() != subscription.nextInterval()) {
      return false;
    }
    Term term = subscription.term();
    return switch (bill.kind()) {
      case PERIOD ->
          bill.dueAt().equals(term.endsAt())
              && (nextPeriodStart(subscription, now, now).equals(term.endsAt())
                  || isPricedBy(tariff, subscription, bill, now));
      case INTERVAL_CHANGE ->
          now.isBefore(bill.dueAt())
              && subscription.terms().interval() == Interval.MONTH
              && !bill.from().isBefore(term.periodStartsAt())
              && bill.from().isBefore(term.endsAt());
    };
  }

  private static boolean isPricedBy(
      Tariff tariff, Subscription subscription, Bill bill, Instant from) {
    return bill.category() == tariff.category()
        && bill.price().equals(price(subscription, tariff, bill.interval(), from));
  }

  /** {@link #next} when it is time to send it. Nobody is asked to pay for a trial. */
  public static Optional<Bill> due(
      Subscription subscription, Tariff tariff, Instant now, LifecycleRules rules) {
    return subscription.terms().trial() || now.isBefore(invoiceAt(subscription, rules))
        ? Optional.empty()
        : next(subscription, tariff, now, rules);
  }

  /** From when the next period is asked for: some days before what is paid ends. */
  private static Instant invoiceAt(Subscription subscription, LifecycleRules rules) {
    return subscription
        .term()
        .endsAt()
        .minus(rules.notices().renewal(subscription.terms().interval()));
  }

  /** {@link #yearInsteadOfMonth} where the periods to come are years. */
  static Optional<Bill> yearAskedForAtOnce(
      Subscription subscription, Tariff tariff, Instant now, LifecycleRules rules) {
    return subscription.nextInterval() == Interval.YEAR
        ? yearInsteadOfMonth(subscription, tariff, now, rules)
        : Optional.empty();
  }

  /**
   * A year from now in place of the month that is running: its days that are not used are taken
   * off. Empty unless a month that is paid for is running.
   */
  public static Optional<Bill> yearInsteadOfMonth(
      Subscription subscription, Tariff tariff, Instant now, LifecycleRules rules) {
    Term term = subscription.term();
    boolean monthRuns =
        subscription.terms().interval() == Interval.MONTH
            && !subscription.terms().trial()
            && subscription.autoRenew()
            && !term.periodStartsAt().isAfter(now)
            && now.isBefore(term.endsAt());
    if (!monthRuns || tariff.category() == Category.FREE) {
      return Optional.empty();
    }
    Money price = price(subscription, tariff.today(), Interval.YEAR, now);
    Money credit = unused(subscription, now, rules.zone());
    if (!credit.currency().equals(price.currency())
        || credit.amount().compareTo(price.amount()) >= 0) {
      return Optional.empty();
    }
    Instant latest = now.plus(CHANGE_OPEN_FOR);
    return Optional.of(
        new Bill(
            InvoiceKind.INTERVAL_CHANGE,
            now,
            new Anniversary(now, Interval.YEAR, rules.zone()).after(1),
            Interval.YEAR,
            tariff.today().category(),
            price,
            credit,
            latest.isBefore(term.endsAt()) ? latest : term.endsAt()));
  }

  /**
   * Where the next period starts: at the end of what is paid, if the payment comes no later than
   * the grace allows, or during a trial; otherwise now.
   */
  static Instant nextPeriodStart(Subscription subscription, Instant paidAt, Instant now) {
    Instant end = subscription.term().endsAt();
    Instant inTime = subscription.terms().trial() ? end : end.plus(subscription.terms().grace());
    return paidAt.isBefore(inTime) ? end : now;
  }

  /**
   * Whether a period from then follows one that was paid for, so that it costs what was told. A
   * trial was not, also where what was paid during it has turned out not to be.
   */
  static boolean isRenewal(Subscription subscription, Instant from) {
    return !subscription.terms().trial()
        && subscription.term().wasEverPaid()
        && from.equals(subscription.term().endsAt())
        && !from.equals(subscription.identity().trialUntil());
  }

  /**
   * The anniversary goes on where the period follows one, also one that ended by another zone's
   * clocks; otherwise it begins with the period.
   */
  static Anniversary anniversary(
      Subscription subscription, Instant from, Interval interval, LifecycleRules rules) {
    Anniversary present =
        new Anniversary(subscription.term().anniversary(), interval, rules.zone());
    boolean follows =
        from.equals(subscription.term().endsAt())
            ? present.startsPeriodNear(from)
            : present.startsPeriodAt(from);
    return !subscription.terms().trial() && follows
        ? present
        : new Anniversary(from, interval, rules.zone());
  }

  static Money price(Subscription subscription, Tariff tariff, Interval interval, Instant from) {
    Money listed = tariff.price(interval);
    Discount discount = subscription.renewal().discount();
    return discount == null ? listed : discount.of(listed, interval, from);
  }

  /** Whole days that are left of the period, at what a day of it cost. */
  private static Money unused(Subscription subscription, Instant now, ZoneId zone) {
    Term term = subscription.term();
    long days = ChronoUnit.DAYS.between(term.periodStartsAt().atZone(zone), end(term, zone));
    long left = ChronoUnit.DAYS.between(now.atZone(zone), end(term, zone));
    Money price = subscription.terms().price();
    BigDecimal amount =
        price
            .amount()
            .multiply(BigDecimal.valueOf(left))
            .divide(BigDecimal.valueOf(Math.max(1, days)), 2, RoundingMode.HALF_UP);
    return new Money(amount, price.currency());
  }

  private static ZonedDateTime end(Term term, ZoneId zone) {
    return term.endsAt().atZone(zone);
  }
}
