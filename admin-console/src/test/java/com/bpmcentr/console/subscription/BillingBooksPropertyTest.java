package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.invoice.RememberedInvoices;
import com.bpmcentr.console.invoice.Reversal;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds of one subscription's invoices after anything that can be done to money, with payments
 * that are written down late.
 */
class BillingBooksPropertyTest {

  /** What is done. */
  enum Deed {
    PAY,
    REFUND,
    REVERSE,
    CANCEL,
    REACTIVATE,
    CHANGE_INTERVAL,
    DISCOUNT,
    END_DISCOUNT,
    VOID,
    TIME
  }

  /**
   * One deed.
   *
   * @param later after the one before
   * @param back a payment came in so long before it is written down
   */
  record Step(Duration later, Duration back, Deed deed) {}

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_atMostOneInvoiceIsOpenAndAskingAgainAsksForNothingNew(
      @ForAll("starts") Instant start, @ForAll boolean trial, @ForAll("histories") List<Step> all) {
    Books books = new Books(start, trial);
    for (Step step : all) {
      books.take(step);

      assertThat(books.invoices.open())
          .hasSizeLessThanOrEqualTo(1)
          .allSatisfy(books::asksForWhatFollows);
      books.invoicing.bringUpToDate(books.subscription, books.moment());
      List<Invoice> before = books.invoices.all();
      books.invoicing.bringUpToDate(books.subscription, books.moment());
      assertThat(books.invoices.all()).isEqualTo(before);
      assertThat(books.invoices.open()).allSatisfy(books::asksForWhatFollows);
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_noMoreIsGivenBackThanWasPaid(
      @ForAll("starts") Instant start, @ForAll boolean trial, @ForAll("histories") List<Step> all) {
    Books books = new Books(start, trial);
    for (Step step : all) {
      books.take(step);

      for (Invoice invoice : books.invoices.paid(books.subscription.id())) {
        Refund refund = payment(invoice).refund();
        if (refund != null) {
          assertThat(refund.amount().amount())
              .isPositive()
              .isLessThanOrEqualTo(invoice.bill().amount().amount());
        }
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_noTimeIsPaidForTwice(
      @ForAll("starts") Instant start, @ForAll boolean trial, @ForAll("histories") List<Step> all) {
    Books books = new Books(start, trial);
    for (Step step : all) {
      books.take(step);

      List<Invoice> paid =
          books.invoices.paid(books.subscription.id()).stream()
              .filter(invoice -> books.endOf(invoice).isAfter(payment(invoice).from()))
              .sorted(Comparator.comparing(invoice -> payment(invoice).from()))
              .toList();
      for (int i = 1; i < paid.size(); i++) {
        Instant from = payment(paid.get(i)).from();
        Instant until = books.endOf(paid.get(i - 1));
        // A year in place of a month is paid from its middle, less the days that are left of it.
        if (paid.get(i).bill().kind() == InvoiceKind.PERIOD) {
          assertThat(from).as("%s %s %s", start, all, paid).isAfterOrEqualTo(until);
        } else {
          assertThat(from).isBefore(until);
          assertThat(paid.get(i).bill().credit().amount())
              .isLessThanOrEqualTo(paid.get(i - 1).bill().price().amount());
        }
      }
      if (!paid.isEmpty() && books.subscription.term().wasEverPaid()) {
        Instant paidUntil = books.endOf(paid.getLast());
        Instant trialEnds = books.subscription.identity().trialUntil();
        assertThat(books.subscription.term().endsAt())
            .as("access is what was paid for: %s %s", start, all)
            .isEqualTo(trialEnds == null || paidUntil.isAfter(trialEnds) ? paidUntil : trialEnds);
      }
    }
  }

  @Provide
  Arbitrary<Instant> starts() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("2040-01-01T00:00:00Z").toEpochMilli())
        .map(Instant::ofEpochMilli);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Duration> later =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, Duration.ofDays(3).toMillis()).map(Duration::ofMillis),
            Arbitraries.longs().between(0, Duration.ofDays(40).toMillis()).map(Duration::ofMillis),
            Arbitraries.longs()
                .between(0, Duration.ofDays(400).toMillis())
                .map(Duration::ofMillis));
    Arbitrary<Duration> back =
        Arbitraries.longs()
            .between(0, Duration.ofDays(10).toMillis())
            .map(Duration::ofMillis)
            .injectDuplicates(0.3);
    Arbitrary<Deed> deeds =
        Arbitraries.oneOf(Arbitraries.just(Deed.PAY), Arbitraries.of(Deed.class));
    return Combinators.combine(later, back, deeds).as(Step::new).list().ofMinSize(1).ofMaxSize(25);
  }

  private static Payment payment(Invoice paid) {
    return Objects.requireNonNull(paid.payment());
  }

  /** One subscription with its invoices, done to as the services do. */
  private static final class Books {

    final RememberedInvoices invoices = new RememberedInvoices();
    final Invoicing invoicing = new Invoicing(invoices, new ListPrices(), new Ids());
    final Map<UUID, Instant> cutShort = new HashMap<>();
    Subscription subscription;
    Instant now;

    Books(Instant start, boolean trial) {
      now = start;
      subscription = trial ? Samples.trial(Term.unpaid(start)) : Samples.paid(Term.unpaid(start));
      invoicing.bringUpToDate(subscription, moment());
    }

    Moment moment() {
      return new Moment(now, RULES);
    }

    /** Until when what was paid for lasts, after refunds. */
    Instant endOf(Invoice paid) {
      Instant cut = cutShort.get(paid.id());
      Instant to = payment(paid).to();
      return cut != null && cut.isBefore(to) ? cut : to;
    }

    /**
     * An invoice of another period would be paid for time that is paid already, or not to be had.
     */
    void asksForWhatFollows(Invoice open) {
      Bill bill = open.bill();
      Term term = subscription.term();
      switch (bill.kind()) {
        case PERIOD -> assertThat(bill.dueAt()).isEqualTo(term.endsAt());
        case INTERVAL_CHANGE ->
            assertThat(bill.from()).isAfterOrEqualTo(term.periodStartsAt()).isBefore(term.endsAt());
      }
      assertThat(bill.interval()).isEqualTo(subscription.nextInterval());
    }

    void take(Step step) {
      now = now.plus(step.later);
      switch (step.deed) {
        case PAY -> pay(now.minus(step.back));
        case REFUND -> refund();
        case REVERSE -> reverse();
        case CANCEL -> apply(new Action.Cancel());
        case REACTIVATE -> apply(new Action.Reactivate(Samples.OFFER));
        case CHANGE_INTERVAL ->
            apply(
                new Action.ChangeInterval(
                    subscription.nextInterval() == Interval.MONTH
                        ? Interval.YEAR
                        : Interval.MONTH));
        case DISCOUNT ->
            apply(
                new Action.SetDiscount(
                    new Discount(
                        new UUID(0, 9),
                        new Discount.Percent(BigDecimal.valueOf(20)),
                        "deal",
                        now.plus(Duration.ofDays(90)))));
        case END_DISCOUNT -> apply(new Action.SetDiscount(null));
        case VOID -> {
          if (!invoices.open().isEmpty()) {
            invoicing.renew(subscription, moment(), "typo");
          }
        }
        case TIME -> invoicing.bringUpToDate(subscription, moment());
      }
    }

    private void pay(Instant cameIn) {
      Instant paidAt = cameIn.isBefore(subscription.createdAt()) ? now : cameIn;
      if (!Lifecycle.allowedActions(subscription, now).contains(ActionName.PAY)) {
        return;
      }
      Optional<Invoice> owed = invoicing.payable(subscription, paidAt, moment());
      if (owed.isPresent()
          && apply(new Action.Pay(owed.get().bill(), paidAt), owed.get(), paidAt)) {
        assertThat(subscription.autoRenew()).isTrue();
      }
    }

    private void refund() {
      Optional<Refunds> refunds =
          Refunds.of(subscription, invoices.paid(subscription.id()), false, moment());
      if (Lifecycle.allowedActions(subscription, now).contains(ActionName.REFUND)
          && apply(new Action.Refund(refunds.orElse(null)))) {
        Refunds given = refunds.orElseThrow();
        for (Map.Entry<UUID, Money> each : given.amounts().entrySet()) {
          invoices.refund(each.getKey(), new Refund(each.getValue(), now, "why", "test"));
          cutShort.put(each.getKey(), given.accessEndsAt());
        }
        invoicing.bringUpToDate(subscription, moment());
      }
    }

    private void reverse() {
      invoices.paid(subscription.id()).stream()
          .filter(invoice -> payment(invoice).refund() == null)
          .max(Comparator.comparing(invoice -> payment(invoice).recordedAt()))
          .filter(newest -> apply(new Action.Reverse(payment(newest))))
          .ifPresent(
              newest -> {
                invoices.reverse(newest.id(), new Reversal(now, "bounced", "test"));
                invoicing.bringUpToDate(subscription, moment());
              });
    }

    private boolean apply(Action action) {
      return switch (Lifecycle.apply(subscription, action, now, RULES)) {
        case Denied _ -> false;
        case Transition(Subscription after, EventKind _) -> {
          subscription = after;
          invoicing.follow(action.name(), new ArrayList<>(List.of(after)), moment());
          yield true;
        }
      };
    }

    private boolean apply(Action.Pay pay, Invoice invoice, Instant paidAt) {
      return switch (Lifecycle.apply(subscription, pay, now, RULES)) {
        case Denied _ -> false;
        case Transition(Subscription after, EventKind _) -> {
          Instant before = subscription.term().endsAt();
          subscription = after;
          invoices.pay(
              invoice.id(),
              1,
              new Payment(
                  PaymentMethod.CARD,
                  "r-" + invoice.number(),
                  paidAt,
                  now,
                  "test",
                  after.term().periodStartsAt(),
                  after.term().endsAt(),
                  before,
                  null,
                  null));
          invoicing.follow(ActionName.PAY, List.of(after), moment());
          yield true;
        }
      };
    }
  }

  /** The list as it is sold. */
  private static final class ListPrices extends Actions {

    ListPrices() {
      super(null, null, null, null);
    }

    @Override
    Tariff tariff(Subscription subscription) {
      return BillingTest.TARIFF;
    }
  }
}
