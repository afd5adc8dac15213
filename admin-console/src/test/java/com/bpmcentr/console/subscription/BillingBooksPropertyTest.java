package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Books.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.subscription.Books.Deed;
import com.bpmcentr.console.subscription.Books.Deeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds of one subscription's invoices after anything that can be done to money, with payments
 * that are written down late.
 */
class BillingBooksPropertyTest {

  private static final Instant START = Instant.parse("2026-01-10T10:00:00Z");

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_atMostOneInvoiceIsOpenAndAskingAgainAsksForNothingNew(
      @ForAll("starts") Instant start,
      @ForAll boolean trial,
      @ForAll("ordered") Duration ahead,
      @ForAll("histories") List<Deeds> all) {
    Books books = new Books(start, trial, ahead);
    for (Deeds step : all) {
      books.take(step);

      assertThat(books.invoices.open())
          .hasSizeLessThanOrEqualTo(1)
          .allSatisfy(open -> asksForWhatFollows(books, open));
      books.invoicing.bringUpToDate(books.subscription(), books.moment());
      List<Invoice> before = books.invoices.all();
      books.invoicing.bringUpToDate(books.subscription(), books.moment());
      assertThat(books.invoices.all()).isEqualTo(before);
      assertThat(books.invoices.open()).allSatisfy(open -> asksForWhatFollows(books, open));
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_noMoreIsGivenBackThanWasPaid(
      @ForAll("starts") Instant start,
      @ForAll boolean trial,
      @ForAll("ordered") Duration ahead,
      @ForAll("histories") List<Deeds> all) {
    Books books = new Books(start, trial, ahead);
    for (Deeds step : all) {
      books.take(step);

      for (Invoice invoice : books.paid()) {
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
      @ForAll("starts") Instant start,
      @ForAll boolean trial,
      @ForAll("ordered") Duration ahead,
      @ForAll("histories") List<Deeds> all) {
    Books books = new Books(start, trial, ahead);
    for (Deeds step : all) {
      books.take(step);

      List<Invoice> paid =
          books.paid().stream()
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
      if (!paid.isEmpty() && books.subscription().term().wasEverPaid()) {
        Instant paidUntil = books.endOf(paid.getLast());
        Instant trialEnds = books.subscription().identity().trialUntil();
        assertThat(books.subscription().term().endsAt())
            .as("access is what was paid for: %s %s", start, all)
            .isEqualTo(trialEnds == null || paidUntil.isAfter(trialEnds) ? paidUntil : trialEnds);
      }
    }
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyHistory_aRenewalCostsWhatTheCustomerWasToldInTime(
      @ForAll("starts") Instant start,
      @ForAll boolean trial,
      @ForAll("ordered") Duration ahead,
      @ForAll("histories") List<Deeds> all) {
    // Of a discount the customer knows when it ends.
    assertRenewalsCostWhatWasTold(
        new Books(start, trial, ahead),
        all.stream().filter(step -> step.deed() != Deed.DISCOUNT).toList());
  }

  /** The list that was seen with a year held for the month that came back in its place. */
  @Example
  void reversedYear_theMonthBeforeIt_renewsAtWhatWasKnownOfIt() {
    assertRenewalsCostWhatWasTold(
        new Books(START, false),
        List.of(
            deed(1, 0, Deed.PAY),
            price(1, 0, 21, Deed.PRICE_NOW),
            deed(1, 0, Deed.CHANGE_INTERVAL),
            deed(1, 0, Deed.PAY),
            deed(1, 0, Deed.REVERSE),
            deed(1, 0, Deed.CHANGE_INTERVAL),
            deed(1, 0, Deed.PAY)));
  }

  /** It was asked for at the price of the day on which it was written down. */
  @Example
  void trialPaidForInTimeAndWrittenDownLate_costsWhatItDidWhenItsPeriodBegan() {
    assertRenewalsCostWhatWasTold(
        new Books(START, true),
        List.of(
            price(8 * 24, 0, 21, Deed.PRICE_NOW), deed(1, 5 * 24, Deed.PAY), deed(1, 0, Deed.PAY)));
  }

  /** No console ran while it was to be asked for, and the grace was over when it was found. */
  @Example
  void renewalPaidForInTimeAndWrittenDownLate_costsWhatWasKnown() {
    assertRenewalsCostWhatWasTold(
        new Books(START, false),
        List.of(
            deed(1, 0, Deed.PAY),
            price(1, 0, 21, Deed.PRICE_NOW),
            deed(36 * 24, 7 * 24, Deed.PAY)));
  }

  /** Another list came between what they were asked for and the payment of it. */
  @Example
  void startToCome_paidAsItWasAskedFor_renewsAtThat() {
    for (int paidAfter : List.of(1, 3 * 24)) {
      assertRenewalsCostWhatWasTold(
          new Books(START, false, Duration.ofDays(2)),
          List.of(
              price(1, 0, 21, Deed.PRICE_NOW),
              deed(paidAfter, 0, Deed.PAY),
              deed(4 * 24, 0, Deed.PAY),
              deed(1, 0, Deed.REVERSE),
              deed(1, 0, Deed.PAY)));
    }
  }

  /** The same of a trial whose payment was given back within its days. */
  @Example
  void trialPaidForAgain_asItWasAskedFor_renewsAtThat() {
    assertRenewalsCostWhatWasTold(
        new Books(START, true),
        List.of(
            deed(1, 0, Deed.CHANGE_INTERVAL),
            deed(1, 0, Deed.PAY),
            deed(1, 0, Deed.REFUND),
            deed(1, 0, Deed.REACTIVATE),
            price(1, 0, 21, Deed.PRICE_NOW),
            deed(1, 0, Deed.PAY),
            deed(7 * 24, 0, Deed.PAY)));
  }

  private static Deeds deed(int hours, int hoursBack, Deed deed) {
    return price(hours, hoursBack, 15, deed);
  }

  private static Deeds price(int hours, int hoursBack, int month, Deed deed) {
    return new Deeds(Duration.ofHours(hours), false, Duration.ofHours(hoursBack), month, deed);
  }

  private static void assertRenewalsCostWhatWasTold(Books books, List<Deeds> all) {
    for (Deeds step : all) {
      List<Invoice> before = books.paid();
      books.take(step);

      for (Invoice paid : books.paid()) {
        if (before.stream().noneMatch(each -> each.id().equals(paid.id()))) {
          assertCostsWhatIsKnown(books, payment(paid).from(), paid.bill());
        }
      }
      Term term = books.subscription().term();
      for (Invoice open : books.invoices.open()) {
        if (open.bill().from().equals(term.endsAt())) {
          assertCostsWhatIsKnown(books, term.endsAt(), open.bill());
        }
      }
    }
  }

  /**
   * The paid periods that follow one another up to then; the first was begun at the list's price.
   */
  private static List<Invoice> chainBefore(Books books, Instant from) {
    List<Invoice> chain = new ArrayList<>();
    Instant next = from;
    for (Invoice paid : books.paid().reversed()) {
      Instant begins = payment(paid).from();
      if (begins.isBefore(next) && books.endOf(paid).equals(next)) {
        chain.addFirst(paid);
        if (paid.bill().kind() == InvoiceKind.INTERVAL_CHANGE) {
          break;
        }
        next = begins;
      }
    }
    return chain;
  }

  private static void assertCostsWhatIsKnown(Books books, Instant from, Bill bill) {
    List<Invoice> chain = chainBefore(books, from);
    if (chain.isEmpty() || bill.kind() != InvoiceKind.PERIOD) {
      return;
    }
    Instant begins = payment(chain.getFirst()).from();
    Instant asked = chain.getFirst().issuedAt();
    Instant begun = asked.isBefore(begins) ? asked : begins;
    Optional<RememberedNotices.Recorded> told =
        books.notices.last(from, begun).filter(each -> isInTime(each, from));
    Bill known = chain.getFirst().bill();
    boolean comparable =
        told.map(
                each ->
                    each.told().after().texts().get("interval").equals(bill.interval().wireName()))
            .orElse(known.interval() == bill.interval());
    if (!comparable) {
      return;
    }
    BigDecimal expected =
        told.map(each -> Money.parse(each.told().after().texts().get("price")))
            .orElse(known.price())
            .amount();
    if (books.withdrawn()) {
      assertThat(bill.price().amount()).isLessThanOrEqualTo(expected);
    } else {
      assertThat(bill.price().amount()).isEqualByComparingTo(expected);
    }
  }

  private static boolean isInTime(RememberedNotices.Recorded told, Instant renewal) {
    return !told.at().isAfter(renewal.minus(NoticeTimes.SOLD.price()));
  }

  @Provide
  Arbitrary<Instant> starts() {
    return Arbitraries.longs()
        .between(
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("2040-01-01T00:00:00Z").toEpochMilli())
        .map(Instant::ofEpochMilli);
  }

  /** How long before its start it is ordered; most begin at once. */
  @Provide
  Arbitrary<Duration> ordered() {
    return Arbitraries.oneOf(
        Arbitraries.just(Duration.ZERO),
        Arbitraries.just(Duration.ZERO),
        Arbitraries.longs().between(1, Duration.ofDays(40).toMillis()).map(Duration::ofMillis));
  }

  @Provide
  Arbitrary<List<Deeds>> histories() {
    Arbitrary<Duration> later =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, Duration.ofDays(3).toMillis()).map(Duration::ofMillis),
            Arbitraries.longs().between(1, Duration.ofDays(40).toMillis()).map(Duration::ofMillis),
            Arbitraries.longs()
                .between(1, Duration.ofDays(400).toMillis())
                .map(Duration::ofMillis));
    Arbitrary<Duration> back =
        Arbitraries.longs()
            .between(0, Duration.ofDays(10).toMillis())
            .map(Duration::ofMillis)
            .injectDuplicates(0.3);
    Arbitrary<Deed> deeds =
        Arbitraries.oneOf(
            Arbitraries.just(Deed.PAY),
            Arbitraries.of(Deed.class),
            Arbitraries.of(Deed.PRICE_NOW, Deed.PRICE_LATER));
    return Combinators.combine(
            later,
            Arbitraries.of(true, true, false),
            back,
            Arbitraries.of(9, 12, 15, 18, 21),
            deeds)
        .as(Deeds::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  /** An invoice of another period would be paid for time that is paid already, or not to be had. */
  private static void asksForWhatFollows(Books books, Invoice open) {
    Bill bill = open.bill();
    Term term = books.subscription().term();
    switch (bill.kind()) {
      case PERIOD -> assertThat(bill.dueAt()).isEqualTo(term.endsAt());
      case INTERVAL_CHANGE ->
          assertThat(bill.from()).isAfterOrEqualTo(term.periodStartsAt()).isBefore(term.endsAt());
    }
    assertThat(bill.interval()).isEqualTo(books.subscription().nextInterval());
  }
}
