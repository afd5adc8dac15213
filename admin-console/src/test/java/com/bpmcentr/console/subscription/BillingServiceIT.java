package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.Business.order;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.payment;
import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.customer.Customer;
import com.bpmcentr.console.due.DueWork;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.PgTime;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.Refusal.LimitReached;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.Interval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BillingServiceIT {

  private static Business business;

  private Customer customer;

  @BeforeAll
  static void open() {
    business = Business.open();
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newCustomer() {
    business.clock.set(Business.START);
    customer = business.newCustomer();
  }

  @Test
  void create_withoutPayment_owesAnInvoiceFromItsStartAndWorksThroughTheGrace() {
    Subscription started = unpaid("rozetka");

    Invoice invoice = open(started).orElseThrow();

    assertThat(invoice.bill().amount()).isEqualTo(Samples.usd("15.00"));
    assertThat(invoice.bill().dueAt()).isEqualTo(Business.START);
    assertThat(invoice.bill().to()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(started.status(Business.START)).isEqualTo(SubscriptionStatus.PAST_DUE);
    assertThat(grant(started).graceUntil()).isEqualTo(Business.START.plus(Duration.ofDays(3)));
    assertThat(grant(started).endsAt()).isEqualTo(Business.START);
  }

  @Test
  void pay_theOpenInvoice_reachesTheLicenseAndLeavesNothingOwed() {
    Subscription started = unpaid("rozetka");
    UUID owed = open(started).orElseThrow().id();

    Result<SettledInvoice> paid = business.billing.pay(owner(), started.id(), null, fifteen());

    assertThat(((Result.Done<SettledInvoice>) paid).position()).isNotNull();
    assertThat(paid.orElseThrow().invoice().id()).isEqualTo(owed);
    assertThat(grant(started).endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(open(started)).isEmpty();
    assertThat(row(owed).invoice()).isEqualTo(paid.orElseThrow().invoice());
    assertThat(row(owed).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(events(started)).containsExactly(EventKind.PAID, EventKind.CREATED);
  }

  @ParameterizedTest
  @CsvSource({
    "15.01, USD, amount",
    "14.99, USD, amount",
    "1500, USD, amount",
    "'15,00', USD, amount",
    "-15.00, USD, amount",
    "15.00, EUR, currency",
    "15.00, usd, currency"
  })
  void pay_anotherAmountOrCurrency_isRefusedAndNothingRecorded(
      String amount, String currency, String field) {
    Subscription started = unpaid("rozetka");
    PaymentEntry wrong = new PaymentEntry(amount, currency, PaymentMethod.CARD, "wrong", null);

    assertThat(
            ((Invalid) refusal(business.billing.pay(owner(), started.id(), null, wrong))).field())
        .isEqualTo(field);
    assertThat(open(started)).isPresent();
    assertThat(business.billing.pay(owner(), started.id(), null, fifteen()))
        .isInstanceOf(Result.Done.class);
  }

  @Test
  void pay_referenceAgain_isRefusedWhoeversItWas() {
    PaymentEntry entry = fifteen();
    business.billing.pay(owner(), unpaid("rozetka").id(), null, entry).orElseThrow();
    Subscription other = unpaid("prom-ua");

    assertThat(refusal(business.billing.pay(owner(), other.id(), null, entry)))
        .isEqualTo(new Refusal.AlreadyExists("reference"));
  }

  /** On the wrong subscription: there was no way to take it back. */
  @Test
  void reversePayment_ofTheNewest_isOwedAnewAndTheReferenceCanComeAgain() {
    Subscription wrong = unpaid("rozetka");
    PaymentEntry entry = fifteen();
    UUID paid = business.billing.pay(owner(), wrong.id(), null, entry).orElseThrow().invoice().id();
    business.clock.advance(Duration.ofDays(10));

    Result<SettledInvoice> reversed =
        business.billing.reversePayment(owner(), paid, "was for another shop");

    assertThat(((Result.Done<SettledInvoice>) reversed).position()).isNotNull();
    assertThat(row(paid).status()).isEqualTo(InvoiceStatus.REVERSED);
    assertThat(grant(wrong).endsAt()).isEqualTo(Business.START);
    assertThat(present(wrong).status(business.clock.instant()))
        .isEqualTo(SubscriptionStatus.SUSPENDED);
    assertThat(open(wrong).orElseThrow().bill().amount()).isEqualTo(Samples.usd("15.00"));
    assertThat(events(wrong).getFirst()).isEqualTo(EventKind.PAYMENT_REVERSED);
    assertThat(business.billing.outlook(owner(), wrong.id()).orElseThrow().refund())
        .as("what did not come is not given back")
        .isNull();
    Subscription right = unpaid("prom-ua");
    business.billing.pay(owner(), right.id(), null, entry).orElseThrow();
    assertThat(refusal(business.billing.reversePayment(owner(), paid, "again")))
        .isEqualTo(new Refusal.StateForbids("reversed", "reverse"));
  }

  @Test
  void previewReversal_withinAndAfterTheGrace_saysWhetherAccessEnds() {
    Subscription started = unpaid("rozetka");
    UUID paid =
        business.billing.pay(owner(), started.id(), null, fifteen()).orElseThrow().invoice().id();

    ActionPreview early = business.billing.previewReversal(owner(), paid).orElseThrow();
    assertThat(early.endsAccessAtOnce()).isFalse();
    assertThat(early.accessEndsAt()).isEqualTo(Business.START.plus(Duration.ofDays(3)));
    assertThat(early.startsPeriod()).isFalse();
    business.clock.advance(Duration.ofDays(3));
    assertThat(business.billing.previewReversal(owner(), paid).orElseThrow().endsAccessAtOnce())
        .isTrue();
    assertThat(present(started).hasAccess(business.clock.instant())).isTrue();
    assertThat(
            refusal(
                business.billing.previewReversal(
                    owner(), open(unpaid("prom-ua")).orElseThrow().id())))
        .isEqualTo(new Refusal.StateForbids("overdue", "reverse"));
  }

  @Test
  void reversePayment_thatIsNotTheNewestOrWasGivenBack_isRefused() {
    Subscription subscription = business.newSubscription(customer, "rozetka", null);
    UUID first = theOnly(subscription).id();
    UUID second =
        business
            .billing
            .pay(owner(), subscription.id(), null, fifteen())
            .orElseThrow()
            .invoice()
            .id();

    assertThat(refusal(business.billing.reversePayment(owner(), first, "bounced")))
        .isEqualTo(new Refusal.StateForbids("active", "reverse"));
    business.billing.reversePayment(owner(), second, "bounced").orElseThrow();
    // The month before is paid as it was, and so is the newest again.
    assertThat(grant(subscription).endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    business.billing.refund(owner(), subscription.id(), null, "leaves").orElseThrow();
    assertThat(refusal(business.billing.reversePayment(owner(), first, "bounced")))
        .isEqualTo(new Refusal.StateForbids("refunded", "reverse"));
    assertThat(refusal(business.billing.reversePayment(owner(), first, " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
  }

  /**
   * Until when it was paid before was not known of what came late, nor where that had been paid
   * elsewhere: a grace was granted anew, and the rest of a month was lost.
   */
  @Test
  void reversePayment_recordedBeforeItWasWrittenDown_leavesWhatWasPaidBefore() {
    Subscription late = unpaid("rozetka");
    business.clock.advance(Duration.ofDays(5));
    UUID ofLate = pay(late, Samples.usd("15.00"));
    Subscription month = business.newSubscription(customer, "prom-ua", null);
    business.clock.advance(Duration.ofDays(15));
    business.billing.changeInterval(owner(), month.id(), null, Interval.YEAR, null).orElseThrow();
    UUID ofYear = pay(month, open(month).orElseThrow().bill().amount());
    JdbcClient tables = business.sql(DatabaseRole.OWNER);
    tables.sql("update invoice set paid_before = null").update();

    tables.sql(migration("V51__paid_before.sql")).update();

    business.billing.reversePayment(owner(), ofLate, "bounced").orElseThrow();
    business.billing.reversePayment(owner(), ofYear, "bounced").orElseThrow();
    assertThat(present(late).term().endsAt()).isEqualTo(Business.START);
    assertThat(present(month).term().endsAt()).isEqualTo(month.term().endsAt());
  }

  /** Until then it was the list of the payment's day, with what nobody had been told of. */
  @Test
  void pay_aheadBeforeItWentByTheInvoice_isRenewedByTheInvoicesList() {
    Instant starts = Business.START.plus(Duration.ofDays(2));
    Subscription ahead = from(starts);
    Subscription late = from(Business.START);
    business.clock.advance(Duration.ofDays(1));
    pay(ahead, Samples.usd("15.00"));
    pay(late, Samples.usd("15.00"));
    var right = new PriceNotice(starts, Business.START);
    assertThat(present(ahead).renewal().known()).isEqualTo(right);
    PriceNotice ofTheDay = present(late).renewal().known();
    JdbcClient tables = business.sql(DatabaseRole.OWNER);
    tables
        .sql("update subscription set known_at = :paid where id = :ahead")
        .param("paid", PgTime.of(business.clock.instant()))
        .param("ahead", ahead.id())
        .update();

    tables.sql(migration("V61__known_as_asked.sql")).update();

    assertThat(present(ahead).renewal().known()).isEqualTo(right);
    assertThat(present(late).renewal().known()).isEqualTo(ofTheDay);
  }

  private Subscription from(Instant starts) {
    return business
        .subscriptions
        .create(
            owner(),
            new NewSubscription(customer.id(), "rozetka", Interval.MONTH, false, null, starts))
        .orElseThrow()
        .subscription();
  }

  private static UUID pay(Subscription subscription, Money amount) {
    return business
        .billing
        .pay(owner(), subscription.id(), null, payment(amount))
        .orElseThrow()
        .invoice()
        .id();
  }

  private static String migration(String name) {
    try {
      return new ClassPathResource("db/migration/" + name)
          .getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One transfer for all of a customer's subscriptions could not be written down. */
  @Test
  void payTogether_theSumOfSeveral_paysThemAllWithOneReference() {
    Subscription first = unpaid("rozetka");
    Subscription second = unpaid("prom-ua");
    Set<UUID> both = Set.of(open(first).orElseThrow().id(), open(second).orElseThrow().id());
    PaymentEntry entry = payment(Samples.usd("30.00"));
    long published = business.feed.size();

    Result<List<SettledInvoice>> paid =
        business.billing.payTogether(owner(), customer.id(), both, entry);

    assertThat(paid.orElseThrow())
        .extracting(settled -> settled.invoice().id())
        .containsExactlyInAnyOrderElementsOf(both);
    assertThat(((Result.Done<?>) paid).position()).isNotNull();
    assertThat(business.feed.size()).isEqualTo(published + 1);
    assertThat(grant(first).endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(grant(second).endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(both).allMatch(id -> row(id).status() == InvoiceStatus.PAID);
    Subscription third = unpaid("allo");
    PaymentEntry again = new PaymentEntry("15.00", "USD", entry.method(), entry.reference(), null);
    assertThat(refusal(business.billing.pay(owner(), third.id(), null, again)))
        .isEqualTo(new Refusal.AlreadyExists("reference"));
  }

  @Test
  void payTogether_whatIsNotJustThat_isRefusedAndNothingIsPaid() {
    UUID first = open(unpaid("rozetka")).orElseThrow().id();
    UUID second = open(unpaid("prom-ua")).orElseThrow().id();
    UUID paid = theOnly(business.newSubscription(customer, "meest", null)).id();
    Set<UUID> both = Set.of(first, second);
    UUID other = business.newCustomer().id();

    assertThat(refusal(together(customer.id(), both, "29.99")))
        .isEqualTo(new Invalid("amount", InvalidKey.AMOUNT, List.of("30.00 USD")));
    assertThat(refusal(together(other, both, "30.00")))
        .isEqualTo(new Invalid("invoiceIds", InvalidKey.UNKNOWN));
    assertThat(refusal(together(customer.id(), Set.of(first, new UUID(1, 2)), "30.00")))
        .isEqualTo(new Invalid("invoiceIds", InvalidKey.UNKNOWN));
    assertThat(refusal(together(customer.id(), Set.of(), "0.00")))
        .isEqualTo(new Invalid("invoiceIds", InvalidKey.BULK_SIZE, List.of(100)));
    // Paid a moment ago: what it would take now is its next period.
    assertThat(refusal(together(customer.id(), Set.of(first, paid), "30.00")))
        .isEqualTo(new Refusal.StateForbids("paid", "pay"));
    assertThat(row(first).status()).isEqualTo(InvoiceStatus.OVERDUE);
    assertThat(row(second).status()).isEqualTo(InvoiceStatus.OVERDUE);
  }

  @Test
  void pay_twice_isRefusedOnceAPeriodAheadIsPaid() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.billing.pay(owner(), paid.id(), null, fifteen()).orElseThrow();

    assertThat(refusal(business.billing.pay(owner(), paid.id(), null, fifteen())))
        .isEqualTo(new Refusal.StateForbids("active", "pay"));
  }

  @Test
  void pay_duringATrial_startsAtItsEndAndTheTrialStaysUsedForLife() {
    Subscription trial = trial("rozetka");
    business.clock.advance(Duration.ofDays(2));

    business.billing.pay(owner(), trial.id(), null, fifteen()).orElseThrow();

    Grant grant = grant(trial);
    assertThat(grant.trial()).isFalse();
    assertThat(grant.startsAt()).isEqualTo(Business.START);
    assertThat(grant.endsAt()).isEqualTo(Instant.parse("2026-04-17T08:30:00Z"));
    Subscription read =
        business.subscriptions.get(owner(), trial.id()).orElseThrow().row().subscription();
    assertThat(read.term().anniversary()).isEqualTo(Business.START.plus(Duration.ofDays(7)));
    assertThat(
            refusal(business.subscriptions.create(owner(), order(customer, "rozetka", null, true))))
        .isEqualTo(new LimitReached("trial-connector", 1));
    trial("prom-ua");
    trial("allo");
    assertThat(
            refusal(business.subscriptions.create(owner(), order(customer, "meest", null, true))))
        .isEqualTo(new LimitReached("trials", 3));
  }

  @Test
  void due_asTimeGoesBy_asksOnceAtTheListPriceOfTheDay() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.set(paid.term().endsAt().minus(Duration.ofDays(3)).minusMillis(1));
    doWhatIsDue();
    assertThat(open(paid)).isEmpty();

    business.clock.set(paid.term().endsAt().minus(Duration.ofDays(3)));
    doWhatIsDue();
    Invoice issued = open(paid).orElseThrow();

    assertThat(issued.bill().dueAt()).isEqualTo(paid.term().endsAt());
    doWhatIsDue();
    assertThat(open(paid)).contains(issued);
    ListQuery ofIt =
        new ListQuery(
            Map.of("targetId", issued.id().toString()), List.of(), 0, ListQuery.MOST_ROWS);
    assertThat(business.audit.list(owner(), ofIt).orElseThrow().items())
        .extracting(AuditEntry::operation)
        .containsExactly("invoice.issue");
  }

  @Test
  void numbers_ofInvoices_haveNoGapsEvenAfterRefusals() {
    long first = open(unpaid("rozetka")).orElseThrow().number();
    PaymentEntry wrong = new PaymentEntry("1.00", "USD", PaymentMethod.CARD, "none", null);
    Subscription paid = business.newSubscription(customer, "prom-ua", null);
    refusal(business.billing.pay(owner(), paid.id(), null, wrong));

    assertThat(open(unpaid("allo")).orElseThrow().number()).isEqualTo(first + 2);
  }

  @Test
  void cancelAndRevoke_unpaid_makeTheInvoiceVoid() {
    Subscription canceled = unpaid("rozetka");
    UUID first = open(canceled).orElseThrow().id();
    Subscription revoked = unpaid("prom-ua");
    UUID second = open(revoked).orElseThrow().id();

    SubscriptionView after =
        business.subscriptions.cancel(owner(), canceled.id(), null, null).orElseThrow();
    business.subscriptions.revoke(owner(), revoked.id(), null, "fraud").orElseThrow();

    assertThat(after.status()).isEqualTo(SubscriptionStatus.EXPIRED);
    assertThat(row(first).status()).isEqualTo(InvoiceStatus.VOID);
    assertThat(row(second).status()).isEqualTo(InvoiceStatus.VOID);
    business.subscriptions.reactivate(owner(), canceled.id(), null, null).orElseThrow();
    assertThat(open(canceled)).isPresent();
  }

  @Test
  void voidInvoice_stillOwed_isAskedForAnewForAReason() {
    Subscription started = unpaid("rozetka");
    Invoice first = open(started).orElseThrow();

    assertThat(refusal(business.billing.voidInvoice(owner(), first.id(), " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    Invoice gone = business.billing.voidInvoice(owner(), first.id(), "typo").orElseThrow();

    assertThat(gone.voiding()).isEqualTo(new Invoice.Voiding(Business.START, "typo"));
    assertThat(open(started).orElseThrow().number()).isEqualTo(first.number() + 1);
    assertThat(refusal(business.billing.voidInvoice(owner(), first.id(), "again")))
        .isEqualTo(new Refusal.StateForbids("void", "void"));
  }

  @Test
  void outlook_unpaid_saysWhatAPaymentWouldDo() {
    Subscription started = unpaid("rozetka");

    BillingOutlook outlook = business.billing.outlook(owner(), started.id()).orElseThrow();

    assertThat(outlook.payment())
        .isEqualTo(
            new BillingOutlook.PaymentPreview(
                open(started).orElseThrow().bill(),
                Business.START,
                Instant.parse("2026-04-10T08:30:00Z"),
                SubscriptionStatus.ACTIVE));
    assertThat(outlook.refund()).isNull();
  }

  @ParameterizedTest
  @EnumSource(InvoiceStatus.class)
  void list_filteredByStatus_findsThoseThatJavaSays(InvoiceStatus status) {
    open(unpaid("rozetka"));
    business.newSubscription(customer, "prom-ua", null);
    Subscription refunded = business.newSubscription(customer, "meest", null);
    business.billing.refund(owner(), refunded.id(), null, "leaves").orElseThrow();
    UUID bounced = theOnly(business.newSubscription(customer, "nova-poshta", null)).id();
    business.billing.reversePayment(owner(), bounced, "bounced").orElseThrow();
    business
        .billing
        .voidInvoice(owner(), open(unpaid("allo")).orElseThrow().id(), "void")
        .orElseThrow();
    ListQuery all = new ListQuery(Map.of(), List.of(), 0, ListQuery.MOST_ROWS);
    ListQuery filtered =
        new ListQuery(Map.of("status", status.wireName()), List.of(), 0, ListQuery.MOST_ROWS);

    for (Duration later : List.of(Duration.ZERO, Duration.ofDays(1))) {
      business.clock.set(Business.START.minus(Duration.ofSeconds(1)).plus(later));
      Instant now = business.clock.instant();
      assertThat(business.invoices.list(owner(), filtered).orElseThrow().items())
          .extracting(row -> row.invoice().id())
          .containsExactlyElementsOf(
              business.invoices.list(owner(), all).orElseThrow().items().stream()
                  .map(InvoiceRow::invoice)
                  .filter(invoice -> invoice.status(now) == status)
                  .map(Invoice::id)
                  .toList());
    }
  }

  @Test
  void refund_withinSevenDays_givesAllBackAndEndsAccess() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.advance(Duration.ofDays(7).minusMillis(1));
    BillingOutlook outlook = business.billing.outlook(owner(), paid.id()).orElseThrow();

    SubscriptionView after =
        business.billing.refund(owner(), paid.id(), null, "not what they need").orElseThrow();

    Refunds preview = Objects.requireNonNull(outlook.refund());
    assertThat(preview.total()).isEqualTo(Samples.usd("15.00"));
    assertThat(preview.accessEndsAt()).isEqualTo(after.subscription().accessEndsAt());
    assertThat(after.status()).isEqualTo(SubscriptionStatus.EXPIRED);
    assertThat(grant(paid).endsAt()).isEqualTo(business.clock.instant());
    assertThat(row(preview.amounts().keySet().iterator().next()).status())
        .isEqualTo(InvoiceStatus.REFUNDED);
    assertThat(refusal(business.billing.refund(owner(), paid.id(), null, "again")))
        .isEqualTo(new Invalid("invoices", InvalidKey.NO_REFUND));
  }

  @Test
  void refund_ofAMonthAfterSevenDays_isRefused() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.advance(Duration.ofDays(7));

    assertThat(business.billing.outlook(owner(), paid.id()).orElseThrow().refund()).isNull();
    assertThat(refusal(business.billing.refund(owner(), paid.id(), null, "late")))
        .isEqualTo(new Invalid("invoices", InvalidKey.NO_REFUND));
  }

  @Test
  void refund_ofAYear_givesBackTheMonthsThatHaveNotBegun() {
    Subscription year = paidYear("rozetka");
    business.clock.set(Instant.parse("2026-05-10T08:30:00Z"));

    SubscriptionView after =
        business.billing.refund(owner(), year.id(), null, "closes the shop").orElseThrow();

    // The third month has just begun: nine of twelve, of 153.00.
    Invoice invoice = theOnly(year);
    Payment payment = Objects.requireNonNull(invoice.payment());
    assertThat(Objects.requireNonNull(payment.refund()).amount()).isEqualTo(Samples.usd("114.75"));
    assertThat(after.status()).isEqualTo(SubscriptionStatus.CANCELED);
    assertThat(grant(year).endsAt()).isEqualTo(Instant.parse("2026-06-10T08:30:00Z"));
    assertThat(grant(year).autoRenew()).isFalse();
  }

  /** The page went on showing the year's price, and it would have been reactivated for a year. */
  @Test
  void refund_ofAYearPaidAhead_leavesTheMonthWithItsTerms() {
    Subscription month = business.newSubscription(customer, "rozetka", null);
    business.clock.advance(Duration.ofDays(25));
    business.billing.changeInterval(owner(), month.id(), null, Interval.YEAR, null).orElseThrow();
    business.clock.advance(Duration.ofDays(5));
    business.billing.pay(owner(), month.id(), null, payment(Samples.usd("153.00"))).orElseThrow();
    assertThat(grant(month).interval()).isEqualTo(Interval.YEAR);

    Subscription after =
        business
            .billing
            .refund(owner(), month.id(), null, "the year is too long")
            .orElseThrow()
            .subscription();

    assertThat(after.terms().price()).isEqualTo(Samples.usd("15.00"));
    assertThat(after.nextInterval()).isEqualTo(Interval.MONTH);
    assertThat(after.term().periodStartsAt()).isEqualTo(Business.START);
    assertThat(after.term().endsAt()).isEqualTo(Instant.parse("2026-04-10T08:30:00Z"));
    assertThat(grant(month).interval()).isEqualTo(Interval.MONTH);
    business.subscriptions.reactivate(owner(), month.id(), null, null).orElseThrow();
    assertThat(open(month).orElseThrow().bill().price()).isEqualTo(Samples.usd("15.00"));
  }

  @Test
  void changeInterval_monthToYear_asksForTheYearLessTheUnusedDays() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.advance(Duration.ofDays(15));
    BillingOutlook before = business.billing.outlook(owner(), paid.id()).orElseThrow();

    business.billing.changeInterval(owner(), paid.id(), null, Interval.YEAR, null).orElseThrow();

    Invoice asked = open(paid).orElseThrow();
    assertThat(Objects.requireNonNull(before.intervalChange()).bill()).isEqualTo(asked.bill());
    // From 10 March to 10 April there are 31 days, 16 are left: 15.00 × 16 / 31.
    assertThat(asked.bill().credit()).isEqualTo(Samples.usd("7.74"));
    assertThat(grant(paid).interval()).isEqualTo(Interval.MONTH);
    business.billing.pay(owner(), paid.id(), null, payment(Samples.usd("145.26"))).orElseThrow();
    assertThat(grant(paid).interval()).isEqualTo(Interval.YEAR);
    assertThat(grant(paid).endsAt()).isEqualTo(Instant.parse("2027-03-25T09:30:00Z"));
  }

  @Test
  void changeInterval_notPaidInTime_lapsesAndTheRenewalIsForAYear() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.billing.changeInterval(owner(), paid.id(), null, Interval.YEAR, null).orElseThrow();
    UUID asked = open(paid).orElseThrow().id();

    business.clock.advance(Duration.ofDays(3));
    doWhatIsDue();
    assertThat(row(asked).status()).isEqualTo(InvoiceStatus.VOID);
    assertThat(open(paid)).isEmpty();

    business.clock.set(paid.term().endsAt().minus(Duration.ofDays(3)));
    doWhatIsDue();
    assertThat(open(paid).orElseThrow().bill().amount()).isEqualTo(Samples.usd("153.00"));
    assertThat(open(paid).orElseThrow().bill().credit()).isEqualTo(Samples.usd("0.00"));
  }

  /** Money that came in time could not be recorded: the invoice had been made void meanwhile. */
  @Test
  void pay_aChangeThatLapsedSince_countsWhenTheMoneyCameIn() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.advance(Duration.ofDays(15));
    business.billing.changeInterval(owner(), paid.id(), null, Interval.YEAR, null).orElseThrow();
    Invoice asked = open(paid).orElseThrow();
    Instant cameIn = business.clock.instant().plus(Duration.ofDays(2));
    // The month's renewal, for a year, has been asked for by now.
    business.clock.set(paid.term().endsAt().minus(Duration.ofHours(1)));
    doWhatIsDue();
    UUID renewal = open(paid).orElseThrow().id();
    assertThat(row(asked.id()).status()).isEqualTo(InvoiceStatus.VOID);

    assertThat(refusal(pay(paid, asked.bill().dueAt(), "145.26")))
        .isEqualTo(new Invalid("amount", InvalidKey.AMOUNT, List.of("153.00 USD")));
    Invoice settled = pay(paid, cameIn, "145.26").orElseThrow().invoice();

    assertThat(settled.id()).isEqualTo(asked.id());
    assertThat(row(asked.id()).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(row(renewal).status()).isEqualTo(InvoiceStatus.VOID);
    assertThat(grant(paid).endsAt()).isEqualTo(Instant.parse("2027-03-25T09:30:00Z"));
    assertThat(open(paid)).isEmpty();
  }

  @Test
  void pay_whatStaffMadeVoid_isNotTakenForIt() {
    Subscription started = unpaid("rozetka");
    Invoice first = open(started).orElseThrow();
    business.clock.advance(Duration.ofHours(1));
    business.billing.voidInvoice(owner(), first.id(), "typo").orElseThrow();

    Invoice settled = pay(started, Business.START, "15.00").orElseThrow().invoice();

    assertThat(settled.number()).isEqualTo(first.number() + 1);
  }

  @Test
  void refund_duringATrial_leavesTheTrial() {
    Subscription trial = trial("rozetka");
    business.clock.advance(Duration.ofDays(1));
    business.billing.pay(owner(), trial.id(), null, fifteen()).orElseThrow();
    business.clock.advance(Duration.ofDays(1));

    SubscriptionView after =
        business.billing.refund(owner(), trial.id(), null, "changed their mind").orElseThrow();

    assertThat(after.status()).isEqualTo(SubscriptionStatus.CANCELED);
    assertThat(grant(trial).endsAt()).isEqualTo(Business.START.plus(Duration.ofDays(7)));
    assertThat(row(theOnly(trial).id()).status()).isEqualTo(InvoiceStatus.REFUNDED);
  }

  /**
   * Paying for a trial let it move to an account that had one, and then the money was taken back.
   */
  @Test
  void changeAccount_ofATrialThatWasPaidFor_isLimitedUntilItsDaysAreOver() {
    String had = "had-" + customer.id().toString().substring(24);
    business.subscriptions.create(owner(), order(customer, "rozetka", had, true)).orElseThrow();
    customer = business.newCustomer();
    Subscription trial = trial("rozetka");
    business.billing.pay(owner(), trial.id(), null, fifteen()).orElseThrow();

    assertThat(
            refusal(
                business.subscriptions.changeAccount(
                    owner(), trial.id(), null, had, false, "asked")))
        .isEqualTo(new LimitReached("trial-account", 1));
    business.clock.advance(Duration.ofDays(7));
    business
        .subscriptions
        .changeAccount(owner(), trial.id(), null, had, false, "asked")
        .orElseThrow();
  }

  @Test
  void reactivate_afterTheEnd_isAtTheIntervalThatWasAgreed() {
    Subscription paid = business.newSubscription(customer, "rozetka", null);
    business.clock.set(paid.term().endsAt().minus(Duration.ofDays(10)));
    business.billing.changeInterval(owner(), paid.id(), null, Interval.YEAR, null).orElseThrow();
    business.subscriptions.cancel(owner(), paid.id(), null, null).orElseThrow();
    business.clock.set(paid.term().endsAt().plusSeconds(1));

    Subscription again =
        business
            .subscriptions
            .reactivate(owner(), paid.id(), null, null)
            .orElseThrow()
            .subscription();

    assertThat(again.terms().interval()).isEqualTo(Interval.YEAR);
    assertThat(again.terms().price()).isEqualTo(Samples.usd("153.00"));
    assertThat(open(again).orElseThrow().bill().amount()).isEqualTo(Samples.usd("153.00"));
  }

  @Test
  void discount_overSeveralSubscriptions_isOneDealAndLowersWhatIsOpen() {
    Subscription first = unpaid("rozetka");
    Subscription second = business.newSubscription(customer, "prom-ua", null);
    UUID before = open(first).orElseThrow().id();

    business
        .discounts
        .give(owner(), customer.id(), Set.of(first.id(), second.id()), Map.of(), twentyPercent())
        .orElseThrow();

    assertThat(row(before).status()).isEqualTo(InvoiceStatus.VOID);
    assertThat(open(first).orElseThrow().bill().amount()).isEqualTo(Samples.usd("12.00"));
    assertThat(discount(first)).isEqualTo(discount(second)).isNotNull();
    assertThat(present(second).terms().price()).isEqualTo(Samples.usd("15.00"));
    business.discounts.end(owner(), first.id(), null, "over").orElseThrow();
    assertThat(open(first).orElseThrow().bill().amount()).isEqualTo(Samples.usd("15.00"));
    assertThat(discount(second)).isNotNull();
    assertThat(events(first).getFirst()).isEqualTo(EventKind.DISCOUNTED);
  }

  /** A colleague's discount was replaced by somebody who had never seen it. */
  @Test
  void discount_overOneThatWasNotSeen_isRefusedAndKeepsIt() {
    Subscription seen = unpaid("rozetka");
    Subscription second = business.newSubscription(customer, "prom-ua", null);
    business
        .discounts
        .give(owner(), customer.id(), Set.of(seen.id()), Map.of(), twentyPercent())
        .orElseThrow();
    Discount theirs = discount(seen);

    assertThat(
            refusal(
                business.discounts.give(
                    owner(),
                    customer.id(),
                    Set.of(seen.id(), second.id()),
                    Map.of(seen.id(), seen.version(), second.id(), second.version()),
                    new DiscountForm("10", null, "unseen", null))))
        .isEqualTo(new Refusal.VersionConflict(seen.version(), present(seen).version()));
    assertThat(discount(seen)).isEqualTo(theirs);
    assertThat(discount(second)).isNull();
  }

  @Test
  void restore_afterADealWasGiven_givesEachWhatItHadAndAsksForThatAgain() {
    Subscription first = unpaid("rozetka");
    Subscription second = business.newSubscription(customer, "prom-ua", null);
    business
        .discounts
        .give(owner(), customer.id(), Set.of(first.id()), Map.of(), twentyPercent())
        .orElseThrow();
    Discount had = discount(first);
    DiscountForm half = new DiscountForm("50", null, "a slip", null);
    List<Discounted> given =
        business
            .discounts
            .give(owner(), customer.id(), Set.of(first.id(), second.id()), Map.of(), half)
            .orElseThrow();
    assertThat(open(first).orElseThrow().bill().amount()).isEqualTo(Samples.usd("7.50"));

    List<Discounted> back = restore(given.stream().map(Discounted::undo).toList()).orElseThrow();

    assertThat(discount(first)).isEqualTo(had);
    assertThat(discount(second)).isNull();
    assertThat(open(first).orElseThrow().bill().amount()).isEqualTo(Samples.usd("12.00"));
    assertThat(events(first))
        .startsWith(EventKind.DISCOUNTED, EventKind.DISCOUNTED, EventKind.DISCOUNTED);
    assertThat(refusal(restore(given.stream().map(Discounted::undo).toList())))
        .isInstanceOf(Refusal.VersionConflict.class);
    SubscriptionView ended =
        business.discounts.end(owner(), first.id(), null, "a slip").orElseThrow();
    restore(List.of(new Discounted(ended, had).undo())).orElseThrow();
    assertThat(discount(first)).isEqualTo(had);
    assertThat(back).hasSize(2);
  }

  @Test
  void restore_ofAnothersOrWithoutReason_isRefusedAndChangesNothing() {
    Subscription mine = unpaid("rozetka");
    Customer other = business.newCustomer();
    var former = new FormerDiscount(mine.id(), mine.version(), null);

    assertThat(refusal(business.discounts.restore(owner(), other.id(), List.of(former), "a slip")))
        .isEqualTo(new Invalid("subscriptions", InvalidKey.UNKNOWN));
    assertThat(refusal(business.discounts.restore(owner(), customer.id(), List.of(former), " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    assertThat(refusal(restore(List.of(former, former))))
        .isEqualTo(new Invalid("subscriptions", InvalidKey.FIELD_TWICE));
    assertThat(events(mine)).containsExactly(EventKind.CREATED);
  }

  private Result<List<Discounted>> restore(List<FormerDiscount> formers) {
    return business.discounts.restore(owner(), customer.id(), formers, "a slip");
  }

  /** Was a deadlock: one held the audit log and wanted the invoices' counter, one the reverse. */
  @Test
  void discount_whileOthersAreCreated_bothAreDone() throws Exception {
    Set<UUID> many = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      many.add(unpaid("rozetka").id());
    }
    Customer other = business.newCustomer();
    CyclicBarrier both = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Result<List<Discounted>>> deal =
          threads.submit(
              () -> {
                both.await();
                return business.discounts.give(
                    owner(), customer.id(), many, Map.of(), twentyPercent());
              });
      Future<?> created =
          threads.submit(
              () -> {
                both.await();
                for (int i = 0; i < 30; i++) {
                  business
                      .subscriptions
                      .create(owner(), order(other, "prom-ua", null, false))
                      .orElseThrow();
                }
                return null;
              });

      assertThat(deal.get().orElseThrow()).hasSize(30);
      created.get();
    }
  }

  @Test
  void discount_ofASubscriptionOfAnother_isRefusedAndGivenToNone() {
    Subscription mine = unpaid("rozetka");
    Customer other = business.newCustomer();

    assertThat(
            refusal(
                business.discounts.give(
                    owner(), other.id(), Set.of(mine.id()), Map.of(), twentyPercent())))
        .isEqualTo(new Invalid("subscriptionIds", InvalidKey.UNKNOWN));
    assertThat(discount(mine)).isNull();
  }

  /** Twelve dollars a month made a year cost twelve dollars. */
  @Test
  void discount_aPriceForAMonthAndAYear_isRefusedAndGivenToNone() {
    Subscription month = unpaid("rozetka");
    Subscription year = paidYear("prom-ua");
    DiscountForm twelve = new DiscountForm(null, "12.00", "three shops", null);

    assertThat(
            refusal(
                business.discounts.give(
                    owner(), customer.id(), Set.of(month.id(), year.id()), Map.of(), twelve)))
        .isEqualTo(new Invalid("price", InvalidKey.PRICE_OF_ONE_INTERVAL));
    assertThat(discount(month)).isNull();
    assertThat(discount(year)).isNull();
    business
        .discounts
        .give(owner(), customer.id(), Set.of(month.id()), Map.of(), twelve)
        .orElseThrow();
    assertThat(open(month).orElseThrow().bill().amount()).isEqualTo(Samples.usd("12.00"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, , percent, invalid.percent",
    "100, , percent, invalid.percent",
    "12.345, , percent, invalid.percent",
    ", 0.00, price, invalid.price",
    ", -1, price, invalid.price",
    "10, 10.00, percent, invalid.percent-or-price",
    ", , percent, invalid.percent-or-price"
  })
  void discount_thatIsNone_namesTheField(
      @Nullable String percent, @Nullable String price, String field, String key) {
    Subscription mine = unpaid("rozetka");
    DiscountForm form = new DiscountForm(percent, price, "why", null);

    assertThat(
            refusal(
                business.discounts.give(owner(), customer.id(), Set.of(mine.id()), Map.of(), form)))
        .isEqualTo(new Invalid(field, key));
  }

  /** A paid period would be a new sale; who pays already goes on. */
  @Test
  void pay_trialOfARetiredConnector_isRefusedButARenewalIsNot() {
    Subscription trial = trial("finmap");
    Subscription unpaid = unpaid("finmap");
    business.connectors.retire(owner(), "finmap", null, "test").orElseThrow();
    try {
      assertThat(refusal(business.billing.pay(owner(), trial.id(), null, fifteen())))
          .isEqualTo(new Invalid("connectorId", InvalidKey.CONNECTOR_RETIRED));
      assertThat(business.billing.outlook(owner(), trial.id()).orElseThrow().payment()).isNull();
      business.billing.pay(owner(), unpaid.id(), null, fifteen()).orElseThrow();
    } finally {
      business.connectors.publish(owner(), "finmap", null).orElseThrow();
    }
    business.billing.pay(owner(), trial.id(), null, fifteen()).orElseThrow();
  }

  /** The books: what was asked for does not change, whatever the application is made to do. */
  @Test
  void invoice_asTheConsolesRole_cannotBeAltered() {
    UUID id = open(unpaid("rozetka")).orElseThrow().id();

    for (String change :
        List.of(
            "update invoice set price = 1 where id = '" + id + "'",
            "update invoice set number = 0 where id = '" + id + "'",
            "delete from invoice where id = '" + id + "'")) {
      assertThatThrownBy(() -> business.sql(DatabaseRole.CONSOLE).sql(change).update())
          .hasStackTraceContaining("permission denied");
    }
  }

  private Subscription unpaid(String connector) {
    return business
        .subscriptions
        .create(owner(), order(customer, connector, null, false))
        .orElseThrow()
        .subscription();
  }

  private static Result<SettledInvoice> pay(
      Subscription subscription, Instant paidAt, String amount) {
    return business.billing.pay(
        owner(),
        subscription.id(),
        null,
        new PaymentEntry(
            amount, "USD", PaymentMethod.BANK_TRANSFER, UUID.randomUUID().toString(), paidAt));
  }

  /** The rest of the transfer stood in the way until all of it was reversed. */
  @Test
  void pay_whatWasReversedOfATransfer_isRecordedAnewAndNoMoreThanThat() {
    UUID first = open(unpaid("rozetka")).orElseThrow().id();
    UUID second = open(unpaid("prom-ua")).orElseThrow().id();
    UUID third = open(unpaid("meest")).orElseThrow().id();
    UUID fourth = open(unpaid("allo")).orElseThrow().id();
    PaymentEntry transfer =
        new PaymentEntry("30.00", "USD", PaymentMethod.BANK_TRANSFER, "transfer-of-two", null);
    PaymentEntry part =
        new PaymentEntry("15.00", "USD", PaymentMethod.BANK_TRANSFER, "transfer-of-two", null);
    business
        .billing
        .payTogether(owner(), customer.id(), Set.of(first, second), transfer)
        .orElseThrow();
    business.clock.advance(Duration.ofMinutes(1));
    assertThat(refusal(payPart(third, part))).isEqualTo(new Refusal.AlreadyExists("reference"));
    business.billing.reversePayment(owner(), second, "of another shop").orElseThrow();

    assertThat(
            refusal(
                business.billing.payTogether(
                    owner(), customer.id(), Set.of(third, fourth), transfer)))
        .isEqualTo(new Refusal.AlreadyExists("reference"));
    payPart(third, part).orElseThrow();

    assertThat(refusal(payPart(fourth, part))).isEqualTo(new Refusal.AlreadyExists("reference"));
    business.billing.reversePayment(owner(), first, "bounced").orElseThrow();
    business.billing.reversePayment(owner(), third, "bounced").orElseThrow();
    payPart(fourth, part).orElseThrow();
  }

  private Result<List<SettledInvoice>> payPart(UUID invoice, PaymentEntry part) {
    return business.billing.payTogether(owner(), customer.id(), Set.of(invoice), part);
  }

  private static Result<List<SettledInvoice>> together(
      UUID customer, Set<UUID> invoices, String amount) {
    return business.billing.payTogether(
        owner(),
        customer,
        invoices,
        new PaymentEntry(
            amount, "USD", PaymentMethod.BANK_TRANSFER, UUID.randomUUID().toString(), null));
  }

  private Subscription trial(String connector) {
    return business
        .subscriptions
        .create(owner(), order(customer, connector, null, true))
        .orElseThrow()
        .subscription();
  }

  /** From the beginning, because each test sets the clock back. */
  private static void doWhatIsDue() {
    Instant now = business.clock.instant();
    Place first = new Place(Business.START.minus(Duration.ofDays(365)), new UUID(0, 0));
    for (DueWork work : business.parts(DueWork.class)) {
      if (work.name().startsWith("invoice-")) {
        new TransactionTemplate(business.part(PlatformTransactionManager.class))
            .executeWithoutResult(_ -> work.carryOut(work.find(first, now, 1000), now));
      }
    }
  }

  private Subscription paidYear(String connector) {
    return business
        .subscriptions
        .create(
            owner(),
            new NewSubscription(
                customer.id(),
                connector,
                Interval.YEAR,
                false,
                null,
                null,
                payment(Samples.usd("153.00"))))
        .orElseThrow()
        .subscription();
  }

  private static DiscountForm twentyPercent() {
    return new DiscountForm("20", null, "three shops", null);
  }

  private static Subscription present(Subscription subscription) {
    return business
        .subscriptions
        .get(owner(), subscription.id())
        .orElseThrow()
        .row()
        .subscription();
  }

  private static @Nullable Discount discount(Subscription subscription) {
    return present(subscription).renewal().discount();
  }

  private static Invoice theOnly(Subscription subscription) {
    ListQuery query =
        new ListQuery(Map.of("subscriptionId", subscription.id().toString()), List.of(), 0, 2);
    List<InvoiceRow> rows = business.invoices.list(owner(), query).orElseThrow().items();
    assertThat(rows).hasSize(1);
    return rows.getFirst().invoice();
  }

  private static Optional<Invoice> open(Subscription subscription) {
    return Optional.ofNullable(
        business.billing.outlook(owner(), subscription.id()).orElseThrow().open());
  }

  private static InvoiceRow row(UUID invoice) {
    return business.invoices.get(owner(), invoice).orElseThrow();
  }

  private static List<EventKind> events(Subscription subscription) {
    return business.subscriptions.timeline(owner(), subscription.id()).orElseThrow().stream()
        .map(SubscriptionEvent::kind)
        .toList();
  }

  private static PaymentEntry fifteen() {
    return payment(Samples.usd("15.00"));
  }

  private Grant grant(Subscription subscription) {
    return business.feed.license(customer.id()).grants().stream()
        .filter(grant -> grant.subscriptionId().equals(subscription.id().toString()))
        .findFirst()
        .orElseThrow();
  }
}
