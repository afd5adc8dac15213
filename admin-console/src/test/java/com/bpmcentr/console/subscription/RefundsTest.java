package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.RULES;
import static com.bpmcentr.console.subscription.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.subscription.Subscription.Revocation;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given back, and until when it then works. */
class RefundsTest {

  private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void of_withinSevenDaysOfTheFirst_isAllThatWasPaid() {
    Invoice first = paid(1, Interval.MONTH, "15.00", "0.00", START, START, null);
    Instant second = new Anniversary(START, Interval.MONTH, RULES.zone()).after(1);
    Invoice ahead = paid(2, Interval.MONTH, "15.00", "0.00", second, START.plus(DAY), null);
    Instant now = START.plus(DAY.multipliedBy(6));

    Refunds all = refunds(List.of(first, ahead), now).orElseThrow();

    assertThat(all.amounts()).isEqualTo(Map.of(first.id(), usd("15.00"), ahead.id(), usd("15.00")));
    assertThat(all.total()).isEqualTo(usd("30.00"));
    assertThat(all.accessEndsAt()).isEqualTo(now);
  }

  @Test
  void of_sevenDaysAfterTheFirst_givesNothingOfAMonthThatIsPaidAhead() {
    Invoice first = paid(1, Interval.MONTH, "15.00", "0.00", START, START, null);
    Instant second = new Anniversary(START, Interval.MONTH, RULES.zone()).after(1);
    Invoice ahead = paid(2, Interval.MONTH, "15.00", "0.00", second, START.plus(DAY), null);

    assertThat(refunds(List.of(first, ahead), START.plus(DAY.multipliedBy(7)))).isEmpty();
  }

  /**
   * Who pays since 2023 was given back a whole year on its sixth day, for it was the first here.
   */
  @Test
  void of_whatBeganElsewhere_isWhatIsUnusedFromTheFirstPaymentHereOn() {
    Invoice month = paid(1, Interval.MONTH, "15.00", "0.00", START, START, null);
    Invoice year = paid(1, Interval.YEAR, "120.00", "0.00", START, START, null);
    Subscription subscription = Samples.paid(Term.firstPeriod(START.minus(DAY), START.plus(DAY)));
    Moment sixthDay = new Moment(START.plus(DAY.multipliedBy(5)), RULES);

    assertThat(Refunds.of(subscription, List.of(month), true, sixthDay)).isEmpty();
    assertThat(Refunds.of(subscription, List.of(year), true, sixthDay).orElseThrow().total())
        .isEqualTo(usd("110.00"));
    assertThat(Refunds.of(subscription, List.of(year), false, sixthDay).orElseThrow().total())
        .isEqualTo(usd("120.00"));
  }

  /** A whole year that has not begun, beside a month that stays paid. */
  @Test
  void of_aYearPaidAhead_isAllOfTheYearAndEndsWithTheMonth() {
    Invoice month = paid(1, Interval.MONTH, "15.00", "0.00", START, START, null);
    Instant second = new Anniversary(START, Interval.MONTH, RULES.zone()).after(1);
    Invoice year = paid(2, Interval.YEAR, "153.00", "0.00", second, START.plus(DAY), null);

    Refunds refunds = refunds(List.of(month, year), START.plus(DAY.multipliedBy(10))).orElseThrow();

    assertThat(refunds.amounts()).isEqualTo(Map.of(year.id(), usd("153.00")));
    assertThat(refunds.accessEndsAt()).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    // A month has begun at the very moment; days are clamped as the periods' are.
    "2024-02-29T10:00:00Z, 2024-03-29T09:59:59.999Z, 11, 2024-03-29T10:00:00Z",
    "2024-02-29T10:00:00Z, 2024-03-29T10:00:00Z, 10, 2024-04-29T09:00:00Z",
    "2026-01-31T10:00:00Z, 2026-02-27T10:00:00Z, 11, 2026-02-28T10:00:00Z",
    "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z, 10, 2026-03-31T09:00:00Z",
    "2026-01-31T10:00:00Z, 2026-12-31T09:59:59Z, 1, 2026-12-31T10:00:00Z"
  })
  void of_aYear_isTheMonthsThatHaveNotBegun(Instant start, Instant now, int unused, Instant end) {
    Invoice year = paid(1, Interval.YEAR, "120.00", "0.00", start, start, null);

    Refunds refunds = refunds(List.of(year), now).orElseThrow();

    assertThat(refunds.total()).isEqualTo(usd(unused + "0.00"));
    assertThat(refunds.accessEndsAt()).isEqualTo(end);
  }

  @Test
  void of_aYearInItsLastMonth_isNothing() {
    Invoice year = paid(1, Interval.YEAR, "120.00", "0.00", START, START, null);

    assertThat(refunds(List.of(year), Instant.parse("2026-12-31T10:00:00Z"))).isEmpty();
  }

  /** Its money was kept, though access ended before it began. */
  @Test
  void of_aYearWithAMonthPaidAheadOfIt_givesTheMonthBackToo() {
    Invoice year = paid(1, Interval.YEAR, "120.00", "0.00", START, START, null);
    Instant end = year.bill().to();
    Invoice month = paid(2, Interval.MONTH, "15.00", "0.00", end, end.minus(DAY), null);

    Refunds refunds = refunds(List.of(year, month), end.minus(DAY.multipliedBy(40))).orElseThrow();

    assertThat(refunds.amounts())
        .isEqualTo(Map.of(year.id(), usd("10.00"), month.id(), usd("15.00")));
  }

  /** What was not paid is not given back: 153.00 less a credit of 60.00. */
  @Test
  void of_aYearWithACredit_isNoMoreThanWasPaid() {
    Invoice month = paid(1, Interval.MONTH, "90.00", "0.00", START.minus(DAY), START, null);
    Invoice year = paid(2, Interval.YEAR, "153.00", "60.00", START, START, null);

    Refunds refunds = refunds(List.of(month, year), START.plus(DAY.multipliedBy(8))).orElseThrow();

    assertThat(refunds.amounts()).isEqualTo(Map.of(year.id(), usd("93.00")));
  }

  @Test
  void of_whatWasGivenBackBefore_isNotGivenBackAgain() {
    Invoice gone = paid(1, Interval.YEAR, "120.00", "0.00", START, START, usd("110.00"));

    assertThat(refunds(List.of(gone), START.plus(DAY))).isEmpty();
  }

  /** Counting went on while a revoked one waited for somebody to give the money back. */
  @Test
  void of_aRevokedYear_countsTheMonthsUntilItWasRevoked() {
    Invoice year = paid(1, Interval.YEAR, "120.00", "0.00", START, START, null);
    Subscription revoked =
        Samples.paid(Term.firstPeriod(START, year.bill().to()))
            .with(new Revocation(Instant.parse("2026-03-15T10:00:00Z"), "fraud"));
    Instant now = Instant.parse("2026-09-15T10:00:00Z");

    Refunds refunds =
        Refunds.of(revoked, List.of(year), false, new Moment(now, RULES)).orElseThrow();

    assertThat(refunds.total()).isEqualTo(usd("100.00"));
  }

  /** It took the trial too. */
  @Test
  void of_aTrialThatWasPaidFor_leavesTheTrialsDays() {
    Instant trialEnds = START.plus(DAY.multipliedBy(7));
    Invoice first = paid(1, Interval.MONTH, "15.00", "0.00", trialEnds, START.plus(DAY), null);

    Refunds refunds = refunds(List.of(first), START.plus(DAY.multipliedBy(3))).orElseThrow();

    assertThat(refunds.total()).isEqualTo(usd("15.00"));
    assertThat(refunds.accessEndsAt()).isEqualTo(trialEnds);
  }

  /** Its days were taken as well, though nobody gave them back. */
  @Test
  void of_aYearInPlaceOfAMonthThatWasPaidElsewhere_leavesTheMonth() {
    Invoice year = paid(1, Interval.YEAR, "153.00", "8.00", START, START, null);
    Instant monthEnds = START.plus(DAY.multipliedBy(17));

    Refunds refunds =
        refunds(List.of(after(monthEnds, year)), START.plus(DAY.multipliedBy(3))).orElseThrow();

    assertThat(refunds.total()).isEqualTo(usd("145.00"));
    assertThat(refunds.accessEndsAt()).isEqualTo(monthEnds);
  }

  /** Paid while it was paid until then. */
  private static Invoice after(Instant before, Invoice paid) {
    Payment payment = Objects.requireNonNull(paid.payment());
    return new Invoice(
        paid.id(),
        paid.number(),
        paid.subscriptionId(),
        paid.customerId(),
        paid.bill(),
        paid.issuedAt(),
        new Payment(
            payment.method(),
            payment.reference(),
            payment.paidAt(),
            payment.recordedAt(),
            payment.recordedBy(),
            payment.from(),
            payment.to(),
            before,
            null,
            null),
        null);
  }

  private static Optional<Refunds> refunds(List<Invoice> paid, Instant now) {
    Subscription subscription =
        Samples.paid(Term.firstPeriod(paid.getFirst().bill().from(), paid.getLast().bill().to()));
    return Refunds.of(subscription, paid, false, new Moment(now, RULES));
  }

  private static Invoice paid(
      long number,
      Interval interval,
      String price,
      String credit,
      Instant from,
      Instant paidAt,
      @Nullable Money refund) {
    Instant to = new Anniversary(from, interval, RULES.zone()).after(1);
    Bill bill =
        new Bill(
            InvoiceKind.PERIOD,
            from,
            to,
            interval,
            Category.STANDARD,
            usd(price),
            usd(credit),
            from);
    Payment payment =
        new Payment(
            PaymentMethod.CARD,
            "r-" + number,
            paidAt,
            paidAt,
            "test",
            from,
            to,
            from,
            refund == null ? null : new Refund(refund, paidAt, "why", "test"),
            null);
    return new Invoice(
        new UUID(0, number), number, new UUID(1, 1), new UUID(2, 2), bill, from, payment, null);
  }
}
