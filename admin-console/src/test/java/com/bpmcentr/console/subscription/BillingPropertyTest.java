package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds in every history of money, whenever it begins: leap days, changed clocks, 2038. */
class BillingPropertyTest {

  /** Something done after a while; a payment is of whatever is owed then. */
  record Deed(Duration later, ActionName name) {}

  @Property
  void paidInTime_anyStart_periodsMeetAndKeepTheDay(
      @ForAll("starts") Instant start, @ForAll Interval interval) {
    Subscription subscription = BillingTest.paidFrom(start, interval);
    LocalDateTime first = local(start);
    for (int period = 1; period <= 14; period++) {
      Instant end = subscription.term().endsAt();
      LocalDateTime day = local(end);
      YearMonth month =
          YearMonth.from(first).plusMonths(period * (interval == Interval.MONTH ? 1L : 12L));

      assertThat(YearMonth.from(day)).isEqualTo(month);
      assertThat(day.getDayOfMonth())
          .isEqualTo(Math.min(first.getDayOfMonth(), month.lengthOfMonth()));
      Subscription renewed = pay(subscription, end).orElseThrow();
      assertThat(renewed.term().periodStartsAt()).isEqualTo(end);
      assertThat(renewed.hasAccess(end)).isTrue();
      subscription = renewed;
    }
  }

  /** Of 31 January a change of the company's zone left 30 April, for good. */
  @Property
  void zoneChanged_anyStart_periodsMeetAndTheDayIsKept(
      @ForAll("starts") Instant start,
      @ForAll("zones") ZoneId before,
      @ForAll("zones") ZoneId after,
      @ForAll("changes") int changed) {
    // Where it is another month already, its day there may be up to three days off.
    boolean ofOneMonth =
        YearMonth.from(start.atZone(before)).equals(YearMonth.from(start.atZone(after)));
    Subscription subscription =
        Samples.paid(new Anniversary(start, Interval.MONTH, before).termAt(start));
    for (int period = 1; period <= 26; period++) {
      LifecycleRules rules = LifecycleRules.in(period <= changed ? before : after);
      Instant end = subscription.term().endsAt();
      Subscription renewed = pay(subscription, end, rules).orElseThrow();

      assertThat(renewed.term().periodStartsAt()).isEqualTo(end);
      assertThat(Duration.between(end, renewed.term().endsAt()))
          .isBetween(Duration.ofDays(27), Duration.ofDays(33));
      if (ofOneMonth) {
        LocalDateTime day = renewed.term().endsAt().atZone(rules.zone()).toLocalDateTime();
        assertThat(renewed.term().anniversary()).isEqualTo(start);
        assertThat(day.getDayOfMonth())
            .isEqualTo(
                Math.min(
                    start.atZone(rules.zone()).getDayOfMonth(),
                    YearMonth.from(day).lengthOfMonth()));
      }
      subscription = renewed;
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Kyiv", "UTC", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<Integer> changes() {
    return Arbitraries.integers().between(0, 13);
  }

  @Property
  void anyHistory_aPaymentNeverTakesAccessAway(
      @ForAll("starts") Instant start, @ForAll("histories") List<Deed> history) {
    Subscription subscription = Samples.paid(Term.unpaid(start));
    Instant now = start;
    for (Deed deed : history) {
      now = now.plus(deed.later);
      Subscription before = subscription;
      subscription = next(subscription, deed.name, now);
      if (deed.name == ActionName.PAY && subscription != before) {
        assertThat(subscription.term().endsAt()).isAfter(before.term().endsAt());
        assertThat(subscription.accessEndsAt()).isAfterOrEqualTo(before.accessEndsAt());
        assertThat(subscription.term().endsAt())
            .as("at most one period ahead")
            .isBefore(now.plus(Duration.ofDays(366 + 366 + 4)));
      }
    }
  }

  @Property
  void anyHistory_whatIsNotPaidForEndsWithTheGrace(
      @ForAll("starts") Instant start, @ForAll("histories") List<Deed> history) {
    Subscription subscription = Samples.paid(Term.unpaid(start));
    Instant now = start;
    for (Deed deed : history) {
      now = now.plus(deed.later);
      subscription = next(subscription, deed.name, now);

      assertThat(subscription.hasAccess(subscription.term().endsAt().plus(Duration.ofDays(3))))
          .isFalse();
      Optional<Bill> due = Billing.due(subscription, BillingTest.TARIFF, now, RULES);
      boolean owes =
          subscription.autoRenew()
              && subscription.revocation() == null
              && subscription.term().hasEnded(now);
      if (owes) {
        assertThat(due).isPresent();
      }
      due.ifPresent(bill -> assertThat(bill.to()).isAfter(bill.from()));
    }
  }

  @Property
  void yearInsteadOfMonth_anyMoment_creditsNoMoreThanWasPaidAndLessEachDay(
      @ForAll("starts") Instant start, @ForAll("days") int day) {
    Subscription paid = BillingTest.paidFrom(start, Interval.MONTH);
    Instant now = start.plus(Duration.ofDays(day));

    Bill bill = Billing.yearInsteadOfMonth(paid, BillingTest.TARIFF, now, RULES).orElseThrow();
    Bill later =
        Billing.yearInsteadOfMonth(paid, BillingTest.TARIFF, now.plusSeconds(86_400), RULES)
            .orElse(bill);

    assertThat(bill.credit().amount()).isLessThanOrEqualTo(paid.terms().price().amount());
    assertThat(later.credit().amount()).isLessThanOrEqualTo(bill.credit().amount());
    assertThat(bill.to()).isAfter(paid.term().endsAt());
  }

  @Provide
  Arbitrary<Integer> days() {
    return Arbitraries.integers().between(0, 27);
  }

  @Provide
  Arbitrary<Instant> starts() {
    Arbitrary<Instant> any =
        Arbitraries.longs()
            .between(
                Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2040-01-01T00:00:00Z").toEpochMilli())
            .map(Instant::ofEpochMilli);
    Arbitrary<Instant> edges =
        Arbitraries.of(
                "2024-02-29T21:30:00Z", // the leap day, and 1 March in Kyiv is near
                "2026-01-31T22:30:00Z",
                "2026-03-29T00:59:59.999Z", // the hour that does not exist follows
                "2026-03-29T01:00:00Z",
                "2026-10-25T00:30:00Z", // the hour that is there twice
                "2026-10-25T01:30:00Z",
                "2037-12-31T23:59:59.999Z",
                "2038-01-19T03:14:07Z") // the last second of 32 bits
            .map(Instant::parse);
    return Arbitraries.oneOf(any, edges);
  }

  @Provide
  Arbitrary<List<Deed>> histories() {
    Arbitrary<Duration> later =
        Arbitraries.longs()
            .between(0, Duration.ofDays(40).toMillis())
            .map(Duration::ofMillis)
            .injectDuplicates(0.1);
    Arbitrary<ActionName> names =
        Arbitraries.of(
            ActionName.PAY,
            ActionName.PAY,
            ActionName.PAY,
            ActionName.CANCEL,
            ActionName.REACTIVATE,
            ActionName.CHANGE_INTERVAL,
            ActionName.SUSPEND,
            ActionName.RESUME);
    return Combinators.combine(later, names).as(Deed::new).list().ofMinSize(1).ofMaxSize(30);
  }

  private static Subscription next(Subscription subscription, ActionName name, Instant now) {
    return switch (name) {
      case PAY -> pay(subscription, now).orElse(subscription);
      case CANCEL -> apply(subscription, new Action.Cancel(), now);
      case REACTIVATE -> apply(subscription, new Action.Reactivate(Samples.OFFER), now);
      case SUSPEND -> apply(subscription, new Action.Suspend("abuse"), now);
      case RESUME -> apply(subscription, new Action.Resume(), now);
      case CHANGE_INTERVAL ->
          apply(
              subscription,
              new Action.ChangeInterval(
                  subscription.nextInterval() == Interval.MONTH ? Interval.YEAR : Interval.MONTH),
              now);
      case CHANGE_ACCOUNT, REVOKE, REFUND, DISCOUNT -> subscription;
    };
  }

  private static Optional<Subscription> pay(Subscription subscription, Instant now) {
    return pay(subscription, now, RULES);
  }

  private static Optional<Subscription> pay(
      Subscription subscription, Instant now, LifecycleRules rules) {
    return Billing.next(subscription, BillingTest.TARIFF, now, rules)
        .map(bill -> Lifecycle.apply(subscription, new Action.Pay(bill, now, now), now, rules))
        .flatMap(
            step ->
                step instanceof Transition(Subscription after, EventKind _)
                    ? Optional.of(after)
                    : Optional.empty());
  }

  private static Subscription apply(Subscription before, Action action, Instant now) {
    return switch (Lifecycle.apply(before, action, now, RULES)) {
      case Transition(Subscription after, EventKind _) -> after;
      case Denied _ -> before;
    };
  }

  private static LocalDateTime local(Instant instant) {
    return instant.atZone(RULES.zone()).toLocalDateTime();
  }
}
