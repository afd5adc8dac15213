package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.NOW;
import static com.bpmcentr.console.subscription.Samples.RULES;
import static com.bpmcentr.console.subscription.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is owed when, and what a payment of it does. */
class BillingTest {

  static final Tariff TARIFF = tariff("15.00", "153.00");
  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

  @Test
  void due_startedUnpaid_isTheFirstPeriodDueAtItsStart() {
    Bill bill = due(Samples.paid(Term.unpaid(START)), START);

    assertThat(bill.from()).isEqualTo(START);
    assertThat(bill.to()).isEqualTo(Instant.parse("2026-02-28T10:00:00Z"));
    assertThat(bill.amount()).isEqualTo(usd("15.00"));
    assertThat(bill.dueAt()).isEqualTo(START);
  }

  @ParameterizedTest
  @CsvSource({"MONTH, 72", "YEAR, 336"})
  void due_renewal_isAskedForItsDaysAheadAndNotAMomentSooner(Interval interval, int hours) {
    Subscription paid = paidFrom(START, interval);
    Instant asked = paid.term().endsAt().minus(Duration.ofHours(hours));

    assertThat(Billing.due(paid, TARIFF, asked.minusMillis(1), RULES)).isEmpty();
    Bill bill = due(paid, asked);
    assertThat(bill.from()).isEqualTo(paid.term().endsAt());
    assertThat(bill.dueAt()).isEqualTo(paid.term().endsAt());
  }

  @Test
  void pay_monthsInTime_comeBackToTheDayOfTheStart() {
    Subscription subscription = Samples.paid(Term.unpaid(START));
    for (String end :
        new String[] {"2026-02-28T10:00:00Z", "2026-03-31T09:00:00Z", "2026-04-30T09:00:00Z"}) {
      subscription = pay(subscription, subscription.term().endsAt());
      assertThat(subscription.term().endsAt()).isEqualTo(Instant.parse(end));
    }
  }

  @Test
  void pay_withinTheGrace_renewsFromTheOldEnd() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant lastMoment = paid.term().endsAt().plus(Duration.ofDays(3)).minusMillis(1);

    Subscription renewed = pay(paid, lastMoment);

    assertThat(renewed.term().periodStartsAt()).isEqualTo(paid.term().endsAt());
    assertThat(renewed.term().anniversary()).isEqualTo(START);
  }

  @Test
  void pay_afterTheGrace_renewsFromNowAndCountsFromThere() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant late = paid.term().endsAt().plus(Duration.ofDays(3));

    Subscription renewed = pay(paid, late);

    assertThat(renewed.term().periodStartsAt()).isEqualTo(late);
    assertThat(renewed.term().anniversary()).isEqualTo(late);
    assertThat(renewed.status(late)).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(renewed.term().startsAt()).isEqualTo(START);
  }

  @Test
  void pay_recordedLateButCameInTime_renewsFromTheOldEnd() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant end = paid.term().endsAt();
    Instant recorded = end.plus(Duration.ofDays(8));

    Subscription renewed =
        done(
            Lifecycle.apply(
                paid,
                new Action.Pay(due(paid, recorded), end, end.plusSeconds(1)),
                recorded,
                RULES));

    assertThat(renewed.term().periodStartsAt()).isEqualTo(end);
    assertThat(renewed.status(recorded)).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void pay_duringATrial_startsThePeriodAtItsEndAndInterruptsNothing() {
    Subscription trial = Samples.trial(Samples.startingIn(-3));
    Instant end = trial.term().endsAt();

    Subscription paid = pay(trial, NOW);

    assertThat(paid.term().startsAt()).isEqualTo(trial.term().startsAt());
    assertThat(paid.term().periodStartsAt()).isEqualTo(end);
    assertThat(paid.term().anniversary()).isEqualTo(end);
    assertThat(paid.status(NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
    assertThat(paid.hasAccess(end)).isTrue();
    assertThat(paid.autoRenew()).isTrue();
    assertThat(paid.terms().trial()).isFalse();
    assertThat(paid.terms().price()).isEqualTo(usd("15.00"));
    assertThat(Billing.next(paid, TARIFF, NOW, RULES)).isEmpty();
  }

  @Test
  void pay_afterATrial_startsNow() {
    Subscription paid = pay(Samples.trial(Samples.startingIn(-8)), NOW);

    assertThat(paid.term().periodStartsAt()).isEqualTo(NOW);
    assertThat(paid.status(NOW)).isEqualTo(SubscriptionStatus.ACTIVE);
  }

  @Test
  void due_aTrial_isNothing() {
    assertThat(Billing.due(Situation.TRIAL.subscription, TARIFF, NOW, RULES)).isEmpty();
    assertThat(Billing.due(Situation.EXPIRED_TRIAL.subscription, TARIFF, NOW, RULES)).isEmpty();
  }

  @Test
  void due_listPriceChanged_takesTheNewOneAndLeavesThePaidPeriodAlone() {
    Subscription paid = paidFrom(START, Interval.MONTH);

    Bill bill =
        Billing.due(paid, tariff("18.00", "180.00"), paid.term().endsAt(), RULES).orElseThrow();

    assertThat(bill.price()).isEqualTo(usd("18.00"));
    assertThat(paid.terms().price()).isEqualTo(usd("15.00"));
  }

  @Test
  void due_connectorNowFree_isNothing() {
    Tariff free = new Tariff(Category.FREE, TARIFF.prices());
    Subscription paid = paidFrom(START, Interval.MONTH);

    assertThat(Billing.due(paid, free, paid.term().endsAt(), RULES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10, , 13.50", // of 15.00
    "33.33, , 10.00",
    "99.99, , 0.01",
    ", 12.00, 12.00",
    ", 20.00, 15.00", // never dearer than the list
  })
  void due_discounted_isLessThanTheList(
      @Nullable BigDecimal percent, @Nullable BigDecimal price, String expected) {
    Discount.Kind kind =
        percent == null
            ? new Discount.FixedPrice(usd(String.valueOf(price)), Interval.MONTH)
            : new Discount.Percent(percent);
    Subscription discounted =
        paidFrom(START, Interval.MONTH)
            .with(Renewal.atStart(true).with(new Discount(UUID.randomUUID(), kind, "loyal", null)));

    assertThat(due(discounted, discounted.term().endsAt()).price()).isEqualTo(usd(expected));
  }

  @Test
  void due_discountThatHasEnded_isTheListsPrice() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant end = paid.term().endsAt();
    Discount.Kind half = new Discount.Percent(BigDecimal.valueOf(50));

    assertThat(due(paid.with(until(half, end.plusMillis(1))), end).price()).isEqualTo(usd("7.50"));
    assertThat(due(paid.with(until(half, end)), end).price()).isEqualTo(usd("15.00"));
  }

  @Test
  void due_fixedPriceOfAMonth_isNotThatOfAYear() {
    Discount.Kind fixed = new Discount.FixedPrice(usd("12.00"), Interval.MONTH);
    Renewal yearly =
        Renewal.atStart(true)
            .with(Interval.YEAR)
            .with(new Discount(UUID.randomUUID(), fixed, "deal", null));
    Subscription paid = paidFrom(START, Interval.MONTH).with(yearly);

    assertThat(due(paid, paid.term().endsAt()).price()).isEqualTo(usd("153.00"));
  }

  @Test
  void yearInsteadOfMonth_takesOffTheUnusedDaysAndRunsFromThatDay() {
    Instant start = Instant.parse("2026-04-01T09:00:00Z");
    Subscription paid = paidFrom(start, Interval.MONTH);
    Instant now = start.plus(Duration.ofDays(10));

    Bill bill = Billing.yearInsteadOfMonth(paid, TARIFF, now, RULES).orElseThrow();

    assertThat(bill.kind()).isEqualTo(InvoiceKind.INTERVAL_CHANGE);
    // April has thirty days, twenty are left: 15.00 × 20 / 30.
    assertThat(bill.credit()).isEqualTo(usd("10.00"));
    assertThat(bill.amount()).isEqualTo(usd("143.00"));
    Subscription asked = done(change(paid, Interval.YEAR, now));
    assertThat(asked.terms()).isEqualTo(paid.terms());

    Instant later = now.plus(Duration.ofDays(2));
    Subscription yearly =
        done(Lifecycle.apply(asked, new Action.Pay(bill, now, later), later, RULES));

    assertThat(yearly.terms().interval()).isEqualTo(Interval.YEAR);
    assertThat(yearly.terms().price()).isEqualTo(usd("153.00"));
    assertThat(yearly.term().endsAt()).isEqualTo(Instant.parse("2027-04-11T09:00:00Z"));
    assertThat(yearly.renewal().interval()).isNull();
  }

  @Test
  void yearInsteadOfMonth_paidWhenItHadLapsed_isRefusedAndAMomentBeforeNot() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant asked = START.plus(Duration.ofDays(5));
    Bill bill = Billing.yearInsteadOfMonth(paid, TARIFF, asked, RULES).orElseThrow();
    Subscription yearly = done(change(paid, Interval.YEAR, asked));
    Instant lapsed = bill.dueAt();
    Instant recorded = paid.term().endsAt().plus(Duration.ofDays(1));

    assertThat(lapsed).isEqualTo(asked.plus(Duration.ofDays(3)));
    assertThat(Lifecycle.apply(yearly, new Action.Pay(bill, asked, lapsed), recorded, RULES))
        .isEqualTo(new Denied(new Refusal.Invalid("paidAt", InvalidKey.CHANGE_LAPSED)));
    assertThat(Billing.isStillOwed(yearly, bill, TARIFF, lapsed)).isFalse();
    assertThat(Billing.isStillOwed(yearly, bill, TARIFF, lapsed.minusMillis(1))).isTrue();
    Subscription inTime =
        done(
            Lifecycle.apply(
                yearly, new Action.Pay(bill, asked, lapsed.minusMillis(1)), recorded, RULES));
    assertThat(inTime.term().periodStartsAt()).isEqualTo(asked);
    assertThat(Billing.isStillOwed(inTime, bill, TARIFF, lapsed.minusMillis(1))).isFalse();
  }

  @Test
  void changeInterval_yearToMonth_isInForceWithTheNextPeriod() {
    Subscription paid = paidFrom(START, Interval.YEAR);

    Subscription asked = done(change(paid, Interval.MONTH, START.plusSeconds(1)));
    assertThat(asked.terms().interval()).isEqualTo(Interval.YEAR);
    assertThat(Billing.yearInsteadOfMonth(asked, TARIFF, START.plusSeconds(1), RULES)).isEmpty();

    Subscription monthly = pay(asked, asked.term().endsAt());
    assertThat(monthly.terms().interval()).isEqualTo(Interval.MONTH);
    assertThat(monthly.terms().price()).isEqualTo(usd("15.00"));
    assertThat(monthly.term().endsAt()).isEqualTo(Instant.parse("2027-02-28T10:00:00Z"));
    assertThat(monthly.term().anniversary()).isEqualTo(START);
  }

  @Test
  void changeInterval_twice_undoesIt() {
    Subscription paid = paidFrom(START, Interval.YEAR);
    Subscription asked = done(change(paid, Interval.MONTH, START));

    assertThat(done(change(asked, Interval.YEAR, START))).isEqualTo(paid);
    assertThat(change(asked, Interval.MONTH, START))
        .isEqualTo(new Denied(new Refusal.Invalid("interval", InvalidKey.INTERVAL_UNCHANGED)));
  }

  /** It was held to a trial's limits until the year began. */
  @Test
  void isInTrial_yearPaidAheadOfTheMonthsEnd_isNone() {
    Subscription yearly = yearPaidAhead(paidFrom(START, Interval.MONTH));
    Instant paidAt = yearly.term().periodStartsAt().minus(Duration.ofDays(1));

    assertThat(yearly.term().anniversary()).isAfter(paidAt);
    assertThat(yearly.isInTrial(paidAt)).isFalse();
  }

  @Test
  void isInTrial_trialThatIsPaidFor_lastsAsLongAsItsDays() {
    Subscription trial = Samples.trial(Samples.startingIn(-3));
    Instant end = trial.term().endsAt();
    Subscription paid = pay(trial, NOW);

    assertThat(paid.isInTrial(end.minusMillis(1))).isTrue();
    assertThat(paid.isInTrial(end)).isFalse();
    Instant monthEnds = paid.term().endsAt();
    Subscription yearly = yearPaidAhead(paid);
    assertThat(yearly.isInTrial(monthEnds.minus(Duration.ofDays(1)))).isFalse();
  }

  /** What was entered between the payment and the period's start counted as known. */
  @Test
  void known_paidAheadOfTheFirstPeriod_isTheListOfThePayment() {
    Subscription trial = Samples.trial(Samples.startingIn(-3));
    Subscription paid = pay(trial, NOW);

    assertThat(PriceNotice.atBeginning(paid))
        .isEqualTo(new PriceNotice(trial.term().endsAt(), NOW));
    assertThat(PriceNotice.atBeginning(pay(paid, paid.term().endsAt())))
        .isEqualTo(PriceNotice.atBeginning(paid));
  }

  @Test
  void known_yearPaidAheadOfTheMonthsEnd_isWhatTheMonthsWereKnownToCost() {
    Subscription monthly = paidFrom(START, Interval.MONTH);

    assertThat(PriceNotice.atBeginning(yearPaidAhead(monthly)))
        .isEqualTo(new PriceNotice(START, START));
  }

  @Test
  void known_paidAfterTheGrace_isTheListOfThatDay() {
    Subscription paid = paidFrom(START, Interval.MONTH);
    Instant late = paid.term().endsAt().plus(Duration.ofDays(10));

    assertThat(PriceNotice.atBeginning(pay(paid, late))).isEqualTo(new PriceNotice(late, late));
  }

  /** Days that were paid elsewhere, before it came here, were taken away. */
  @Test
  void reverse_aYearInPlaceOfAMonth_leavesTheMonth() {
    Subscription monthly = paidFrom(START, Interval.MONTH);
    Instant asked = START.plus(Duration.ofDays(5));
    Bill bill = Billing.yearInsteadOfMonth(monthly, TARIFF, asked, RULES).orElseThrow();
    Subscription yearly =
        done(Lifecycle.apply(monthly, new Action.Pay(bill, asked, asked), asked, RULES));
    Payment payment =
        new Payment(
            PaymentMethod.CARD,
            "r-1",
            asked,
            asked,
            "test",
            yearly.term().periodStartsAt(),
            yearly.term().endsAt(),
            monthly.term().endsAt(),
            null,
            null);

    Subscription reversed =
        done(
            Lifecycle.apply(
                yearly, new Action.Reverse(payment, List.of()), asked.plusSeconds(1), RULES));

    assertThat(reversed.term().endsAt()).isEqualTo(monthly.term().endsAt());
  }

  /** Asked for while a month runs, not paid in its time, and paid with the next renewal. */
  private static Subscription yearPaidAhead(Subscription monthly) {
    Instant monthEnds = monthly.term().endsAt();
    Subscription asked = done(change(monthly, Interval.YEAR, monthEnds.minus(Duration.ofDays(20))));
    return pay(asked, monthEnds.minus(Duration.ofDays(1)));
  }

  static Tariff tariff(String month, String year) {
    return new Tariff(
        Category.STANDARD, Map.of(Interval.MONTH, usd(month), Interval.YEAR, usd(year)));
  }

  /** Started and paid for at the moment. */
  static Subscription paidFrom(Instant start, Interval interval) {
    Subscription unpaid = Samples.paid(Term.unpaid(start));
    Terms terms =
        new Terms(interval, Category.STANDARD, false, usd("15.00"), unpaid.terms().grace());
    return pay(unpaid.startedAnew(terms, Term.unpaid(start)), start);
  }

  private static Renewal until(Discount.Kind kind, Instant end) {
    return Renewal.atStart(true).with(new Discount(UUID.randomUUID(), kind, "for a while", end));
  }

  private static Step change(Subscription subscription, Interval to, Instant now) {
    return Lifecycle.apply(subscription, new Action.ChangeInterval(to), now, RULES);
  }

  private static Bill due(Subscription subscription, Instant now) {
    return Billing.due(subscription, TARIFF, now, RULES).orElseThrow();
  }

  /** What is next, paid at the moment. */
  private static Subscription pay(Subscription subscription, Instant now) {
    Bill bill = Billing.next(subscription, TARIFF, now, RULES).orElseThrow();
    return done(Lifecycle.apply(subscription, new Action.Pay(bill, now, now), now, RULES));
  }

  private static Subscription done(Step step) {
    assertThat(step).isInstanceOf(Transition.class);
    return ((Transition) step).subscription();
  }
}
