package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.subscription.Subscription.Hold;
import com.bpmcentr.console.subscription.Subscription.Revocation;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** Subscriptions that tests start from. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");
  static final LifecycleRules RULES = LifecycleRules.in(ZoneId.of("Europe/Kyiv"));
  static final Offer OFFER = new Offer(Category.STANDARD, usd("15.00"));

  private Samples() {}

  static Money usd(String amount) {
    return new Money(new BigDecimal(amount), "USD");
  }

  /** Of a month, at the list's price. */
  static Bill bill() {
    return new Bill(
        InvoiceKind.PERIOD,
        NOW,
        NOW.plus(Duration.ofDays(31)),
        Interval.MONTH,
        Category.STANDARD,
        usd("15.00"),
        usd("0.00"),
        NOW);
  }

  public static Term startingIn(int days) {
    Instant start = NOW.plus(Duration.ofDays(days));
    return Term.firstPeriod(start, start.plus(Duration.ofDays(30)));
  }

  public static Term endingIn(int days) {
    return startingIn(days - 30);
  }

  public static Subscription paid(Term term) {
    return subscription(term, false);
  }

  public static Subscription trial(Term term) {
    Instant start = term.startsAt();
    return subscription(Term.firstPeriod(start, start.plus(Duration.ofDays(7))), true);
  }

  private static Subscription subscription(Term term, boolean trial) {
    return new Subscription(
        new Identity(
            UUID.fromString("018f0000-0000-7000-8000-000000000001"),
            UUID.fromString("018f0000-0000-7000-8000-000000000002"),
            "rozetka",
            term.startsAt(),
            trial ? term.endsAt() : null),
        new Terms(Interval.MONTH, Category.STANDARD, trial, usd("15.00"), Duration.ofDays(3)),
        term,
        new Binding("1234567", term.startsAt(), null, null),
        Renewal.atStart(!trial),
        Stops.NONE,
        0);
  }

  /** The same, ordered then. */
  static Subscription madeAt(Instant ordered, Subscription subscription) {
    Identity identity = subscription.identity();
    return new Subscription(
        new Identity(
            identity.id(),
            identity.customerId(),
            identity.connectorId(),
            ordered,
            identity.trialUntil()),
        subscription.terms(),
        subscription.term(),
        subscription.binding(),
        subscription.renewal(),
        subscription.stops(),
        subscription.version());
  }

  public static Subscription canceled(Subscription subscription) {
    return subscription.with(subscription.renewal().off(NOW));
  }

  public static Subscription held(Subscription subscription) {
    return subscription.with(new Hold(NOW.minusSeconds(60), "abuse"));
  }

  public static Subscription revoked(Subscription subscription) {
    return subscription.with(new Revocation(NOW.minusSeconds(60), "fraud"));
  }
}
