package com.bpmcentr.console.price;

import static com.bpmcentr.console.Business.START;
import static com.bpmcentr.console.Business.owner;
import static com.bpmcentr.console.Business.refusal;
import static com.bpmcentr.console.Business.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.PriceChange.State;
import com.bpmcentr.console.due.DueRounds;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.operation.SortOrder;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices that change while subscriptions run; each test has a connector of its own. */
class PricesIT {

  private static Business business;
  private static PriceService prices;

  @BeforeAll
  static void open() {
    business = Business.open();
    prices = business.part(PriceService.class);
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void setClock() {
    business.clock.set(START);
  }

  @Test
  void month_priceSetToday_holdsForWhoBeginsAndForTheRenewalThatCanBeToldOf() {
    Subscription running = paid("rozetka", Interval.MONTH, "15.00");
    goTo(START.plus(Duration.ofDays(1)));
    set("rozetka", "18.00", "184.00", null);
    Subscription begins = paid("rozetka", Interval.MONTH, "18.00");

    goTo("2026-04-06T09:00:00Z");
    assertThat(told(running))
        .extracting(Notice::endsAt)
        .containsExactly(at("2026-05-10T08:30:00Z"));
    goTo("2026-04-07T09:00:00Z");
    assertThat(bill(running).price()).isEqualTo(usd("15.00"));
    pay(running, "15.00");

    goTo("2026-05-07T09:00:00Z");
    assertThat(bill(running).price()).isEqualTo(usd("18.00"));
    assertThat(told(running)).hasSize(1);
    assertThat(told(begins)).isEmpty();
  }

  /** What was entered before the trial's end, after it was paid for, was charged without a word. */
  @Test
  void trial_priceRaisedAfterItWasPaidFor_renewsAtThePriceOfThePayment() {
    ConnectorDetails like =
        business.connectors.get(owner(), "rozetka").orElseThrow().connector().details();
    business.connectors.create(owner(), "ukrposhta", like).orElseThrow();
    Subscription trial = trial("ukrposhta");
    goTo(START.plus(Duration.ofDays(1)));
    pay(trial, "15.00");
    goTo(START.plus(Duration.ofDays(3)));
    set("ukrposhta", "18.00", "184.00", null);

    goTo("2026-04-13T09:00:00Z");
    assertThat(told(trial)).extracting(Notice::endsAt).containsExactly(at("2026-05-17T08:30:00Z"));
    goTo("2026-04-14T09:00:00Z");
    assertThat(bill(trial).price()).isEqualTo(usd("15.00"));
    pay(trial, "15.00");
    goTo("2026-05-14T09:00:00Z");
    assertThat(bill(trial).price()).isEqualTo(usd("18.00"));
  }

  /** What came in for the period from the trial's end was too little by the category of today. */
  @Test
  void trial_paymentWrittenDownAfterTheCategoryRose_isOfTheCategoryOfThen() {
    ConnectorDetails like =
        business.connectors.get(owner(), "rozetka").orElseThrow().connector().details();
    business.connectors.create(owner(), "raised", like).orElseThrow();
    Subscription trial = trial("raised");
    Instant end = trial.term().endsAt();
    goTo(end.plus(Duration.ofDays(1)));
    setCategory("raised", Category.PREMIUM);
    goTo(end.plus(Duration.ofDays(2)));

    PaymentEntry inTime =
        new PaymentEntry("15.00", "USD", PaymentMethod.CARD, "of the trial", end.minusSeconds(60));
    Subscription paid =
        business.billing.pay(owner(), trial.id(), null, inTime).orElseThrow().subscription();

    assertThat(paid.term().periodStartsAt()).isEqualTo(end);
    assertThat(paid.terms().category()).isEqualTo(Category.STANDARD);
    goTo(paid.term().endsAt().minus(Duration.ofDays(2)));
    assertThat(bill(trial).price()).isEqualTo(usd("15.00"));
  }

  /** It was asked for at the new category's price, and renewed, untold, at the old one's. */
  @Test
  void firstPeriod_askedForAnewAfterTheCategoryFell_isRenewedAtWhatItCost() {
    ConnectorDetails like =
        business.connectors.get(owner(), "rozetka").orElseThrow().connector().details();
    business.connectors.create(owner(), "fallen", like).orElseThrow();
    setCategory("fallen", Category.PREMIUM);
    goTo(START.plus(Duration.ofHours(1)));
    Subscription unpaid = unpaid("fallen");
    goTo(START.plus(Duration.ofHours(2)));
    setCategory("fallen", Category.STANDARD);
    goTo(START.plus(Duration.ofHours(3)));
    UUID first = open(unpaid).orElseThrow().id();
    business.billing.voidInvoice(owner(), first, "typo").orElseThrow();
    Money asked = bill(unpaid).price();
    goTo(START.plus(Duration.ofDays(2)));
    pay(unpaid, asked.amountText());

    goTo(START.plus(Duration.ofDays(29)));

    assertThat(bill(unpaid).price()).isEqualTo(asked);
  }

  @Test
  void year_setTooLateForItsRenewal_costsThatMuchAYearLater() {
    Subscription told = paid("prom-ua", Interval.YEAR, "153.00");
    Subscription late = paid("vchasno", Interval.YEAR, "153.00");
    goTo("2026-12-01T00:00:00Z");
    set("prom-ua", "18.00", "184.00", null);
    goTo("2027-02-07T10:00:00Z");
    assertThat(told(told)).extracting(Notice::endsAt).containsExactly(told.term().endsAt());
    assertThat(told(told)).extracting(Notice::price).containsExactly(usd("184.00"));
    goTo("2027-02-09T10:00:00Z");
    set("vchasno", "18.00", "184.00", null);

    goTo("2027-02-24T10:00:00Z");
    assertThat(bill(told).price()).isEqualTo(usd("184.00"));
    assertThat(bill(late).price()).isEqualTo(usd("153.00"));
    assertThat(told(late)).isEmpty();
    pay(late, "153.00");

    goTo("2028-02-08T10:00:00Z");
    assertThat(told(late)).hasSize(1);
    goTo("2028-02-25T10:00:00Z");
    assertThat(bill(late).price()).isEqualTo(usd("184.00"));
  }

  @Test
  void year_noConsoleRanWhenItWasToBeTold_renewsAtThePriceThatIsKnown() {
    Subscription paid = paid("justin", Interval.YEAR, "153.00");
    goTo("2026-12-01T00:00:00Z");
    set("justin", "18.00", "184.00", null);

    goTo("2027-02-24T10:00:00Z");

    assertThat(told(paid)).isEmpty();
    assertThat(bill(paid).price()).isEqualTo(usd("153.00"));
  }

  @Test
  void categoryChanged_shortlyBeforeARenewal_isNoNewPriceForIt() {
    Subscription paid = paid("meest", Interval.MONTH, "15.00");
    goTo(paid.term().endsAt().minus(Duration.ofDays(3)).minus(Duration.ofHours(1)));
    setCategory("meest", Category.PREMIUM);

    goTo(paid.term().endsAt().minus(Duration.ofDays(3)));
    assertThat(bill(paid).price()).isEqualTo(usd("15.00"));
    assertThat(bill(paid).category()).isEqualTo(Category.STANDARD);
    pay(paid, "15.00");

    goTo("2026-05-06T09:00:00Z");
    assertThat(told(paid)).hasSize(1);
    goTo("2026-05-07T09:00:00Z");
    pay(paid, "15.00");
    goTo("2026-06-07T09:00:00Z");
    assertThat(bill(paid).price()).isEqualTo(usd("40.00"));
    assertThat(bill(paid).category()).isEqualTo(Category.PREMIUM);
  }

  @Test
  void madeFree_whatIsOpenIsVoidAndNobodyIsDunned() {
    Subscription unpaid = unpaid("nova-poshta");
    assertThat(open(unpaid)).isPresent();
    business.clock.advance(Duration.ofHours(1));
    setCategory("nova-poshta", Category.FREE);

    for (int day = 1; day <= 8; day++) {
      goTo(START.plus(Duration.ofDays(day)));
    }

    assertThat(open(unpaid)).isEmpty();
    assertThat(notices(unpaid)).isEmpty();
    assertThat(
            refusal(
                business.billing.pay(owner(), unpaid.id(), null, Business.payment(usd("15.00")))))
        .isInstanceOf(Refusal.StateForbids.class);
  }

  @Test
  void paidLongAfterTheEnd_theInvoiceOfThenIsAskedForAnewAtTodaysPrice() {
    Subscription paid = paid("finmap", Interval.MONTH, "15.00");
    goTo(paid.term().endsAt().minus(Duration.ofDays(3)));
    assertThat(bill(paid).price()).isEqualTo(usd("15.00"));
    set("finmap", "18.00", "184.00", null);

    goTo(paid.term().endsAt().plus(Duration.ofDays(10)));

    assertThat(
            refusal(business.billing.pay(owner(), paid.id(), null, Business.payment(usd("15.00")))))
        .isEqualTo(new Invalid("amount", InvalidKey.AMOUNT, List.of("18.00 USD")));
    pay(paid, "18.00");
  }

  @Test
  void withdrawn_beforeItHolds_isNeverAskedFor() {
    Instant from = START.plus(Duration.ofDays(10));
    PriceRow coming = set("allo", "18.00", "184.00", from);
    assertThat(coming.state()).isEqualTo(State.COMING);

    assertThat(refusal(prices.withdraw(owner(), coming.change().id(), " ")))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    PriceRow withdrawn = prices.withdraw(owner(), coming.change().id(), "typo").orElseThrow();

    assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
    business.clock.set(from);
    assertThat(bill(unpaid("allo")).price()).isEqualTo(usd("15.00"));
    assertThat(refusal(prices.withdraw(owner(), coming.change().id(), "again")))
        .isEqualTo(new Refusal.StateForbids("withdrawn", "withdraw"));
  }

  /** Told that it gets cheaper, and charged the old price without thirty days' notice. */
  @Test
  void withdrawn_afterItWasTold_theBetterPriceHoldsUntilTheNextIsTold() {
    Subscription paid = paid("allo", Interval.YEAR, "153.00");
    goTo("2026-12-01T00:00:00Z");
    PriceRow cheaper = set("allo", "12.00", "120.00", at("2027-03-01T00:00:00Z"));
    goTo("2027-02-07T10:00:00Z");
    assertThat(told(paid)).extracting(Notice::price).containsExactly(usd("120.00"));
    business.clock.advance(Duration.ofHours(1));
    prices.withdraw(owner(), cheaper.change().id(), "typo").orElseThrow();

    goTo("2027-02-24T10:00:00Z");
    assertThat(bill(paid).price()).isEqualTo(usd("120.00"));
    pay(paid, "120.00");
    goTo("2028-02-08T10:00:00Z");
    assertThat(told(paid)).extracting(Notice::price).containsExactly(usd("153.00"), usd("120.00"));
    goTo("2028-02-25T10:00:00Z");
    assertThat(bill(paid).price()).isEqualTo(usd("153.00"));
  }

  /** An amount mistyped could only be set anew, and those who began meanwhile had it. */
  @Test
  void withdraw_whatHoldsAndNobodyWasAskedFor_theOneBeforeHoldsAgain() {
    Subscription running = paid("fondy", Interval.MONTH, "25.00");
    goTo(running.term().endsAt().minus(Duration.ofDays(3)).minus(Duration.ofHours(1)));
    PriceRow typo = set("fondy", "250.00", "2550.00", null);
    assertThat(typo.withdrawable()).isTrue();
    goTo(running.term().endsAt().minus(Duration.ofDays(3)));
    assertThat(bill(running).price()).as("a renewal costs what was known").isEqualTo(usd("25.00"));
    Invoice asked = open(unpaid("fondy")).orElseThrow();
    assertThat(asked.bill().price()).isEqualTo(usd("250.00"));
    assertThat(listed(typo).withdrawable()).isFalse();
    assertThat(refusal(prices.withdraw(owner(), typo.change().id(), "typo")))
        .isEqualTo(new Refusal.StateForbids("present", "withdraw"));

    business.subscriptions.cancel(owner(), asked.subscriptionId(), null, "typo").orElseThrow();
    assertThat(listed(typo).withdrawable()).isTrue();
    PriceRow withdrawn = prices.withdraw(owner(), typo.change().id(), "typo").orElseThrow();

    assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
    assertThat(withdrawn.withdrawable()).isFalse();
    assertThat(bill(unpaid("fondy")).price()).isEqualTo(usd("25.00"));
  }

  @Test
  void withdraw_whatHasHeldForADay_isRefused() {
    Instant from = START.plus(Duration.ofDays(10));
    PriceRow set = set("creatio", "45.00", "459.00", from);
    business.clock.set(from.plus(Duration.ofDays(1)).minusMillis(1));
    assertThat(listed(set).withdrawable()).isTrue();
    business.clock.advance(Duration.ofMillis(1));

    assertThat(refusal(prices.withdraw(owner(), set.change().id(), "too late")))
        .isEqualTo(new Refusal.StateForbids("present", "withdraw"));
    assertThat(bill(unpaid("creatio")).price()).isEqualTo(usd("45.00"));
  }

  /** Who is told of a price while it holds was asked for it once their invoice comes. */
  @Test
  void withdraw_whatARenewalAsksForThatWasTold_isRefused() {
    paid("portmone", Interval.MONTH, "25.00");
    business.clock.advance(Duration.ofMinutes(1));
    PriceRow set = set("portmone", "27.00", "270.00", null);
    change(
        """
        update invoice set issued_at = :now, paid_before = period_from + interval '1 month',
            period_from = period_from + interval '1 month', period_to = period_to + interval '1 month'
         where subscription_id in (select id from subscription where connector_id = 'portmone')
        """);
    assertThat(listed(set).withdrawable()).as("it asks for what was known").isTrue();
    change(
        """
        insert into subscription_event (subscription_id, at, kind, actor_name, before, after)
        select id, :now, 'price_ahead', 'console', '{}', '{}'
          from subscription where connector_id = 'portmone'
        """);
    assertThat(listed(set).withdrawable()).isFalse();
  }

  private static void change(String statement) {
    business
        .sql(DatabaseRole.OWNER)
        .sql(statement)
        .param("now", business.clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void withdraw_theEndOfItsOwnPrice_isItsOwnAgain() {
    set("keycrm", "27.00", "270.00", null);
    business.clock.advance(Duration.ofMinutes(1));
    PriceRow back =
        prices.set(owner(), PriceForm.asCategory("keycrm", null, "as all")).orElseThrow();
    business.clock.advance(Duration.ofMinutes(1));

    prices.withdraw(owner(), back.change().id(), "not this one").orElseThrow();

    assertThat(bill(unpaid("keycrm")).price()).isEqualTo(usd("27.00"));
  }

  @Test
  void set_withoutRightOrReasonOrForThePast_isRefused() {
    assertThat(refusal(prices.set(staff(Role.BILLING), form("allo", "18", null, "costs"))))
        .isEqualTo(new Refusal.Forbidden(Permission.MANAGE_CONNECTORS));
    assertThat(refusal(prices.set(owner(), form("allo", "18", null, " "))))
        .isEqualTo(new Invalid("reason", InvalidKey.REQUIRED));
    assertThat(field(form("allo", "18", START.minusMillis(1), "costs"))).isEqualTo("validFrom");
    assertThat(field(form("allo", "0", null, "costs"))).isEqualTo("month");
    assertThat(field(form("no-such", "18", null, "costs"))).isEqualTo("connectorId");
    assertThat(field(form("text-tools", "18", null, "costs"))).isEqualTo("connectorId");
    assertThat(field(PriceForm.of(null, null, "18", "184", null, "costs"))).isEqualTo("category");
    assertThat(field(PriceForm.of(Category.FREE, null, "18", "184", null, "costs")))
        .isEqualTo("category");

    Instant from = START.plus(Duration.ofDays(20));
    set("bimp", "45.00", "459.00", from);
    assertThat(refusal(prices.set(owner(), form("bimp", "46", from, "costs"))))
        .isEqualTo(new Refusal.AlreadyExists("validFrom"));
  }

  @Test
  void preview_saysWhoWouldPayWhatAndFromWhen() {
    paid("netsuite", Interval.MONTH, "40.00");
    paid("netsuite", Interval.MONTH, "40.00");
    paid("netsuite", Interval.YEAR, "408.00");
    Subscription half = paid("netsuite", Interval.MONTH, "40.00");
    business
        .discounts
        .give(
            owner(),
            half.customerId(),
            Set.of(half.id()),
            Map.of(),
            new DiscountForm("50", null, "deal", null))
        .orElseThrow();
    PriceForm form = PriceForm.of(null, "netsuite", "50.00", "408.00", null, null);

    PricePreview preview = prices.preview(owner(), form).orElseThrow();

    Instant april = at("2026-04-10T08:30:00Z");
    assertThat(preview.rows())
        .containsExactly(
            new PricePreview.Row(Interval.MONTH, usd("20.00"), usd("25.00"), 1, april),
            new PricePreview.Row(Interval.MONTH, usd("40.00"), usd("50.00"), 2, april));
    assertThat(preview.subscriptions()).isEqualTo(3);
    assertThat(changes()).noneMatch(row -> "netsuite".equals(row.change().connectorId()));
  }

  /** Only renewals were told of, so a price from now on seemed to be nobody's. */
  @Test
  void preview_saysHowManyPayItWithTheirNextPayment() {
    ConnectorDetails like =
        business.connectors.get(owner(), "rozetka").orElseThrow().connector().details();
    business.connectors.create(owner(), "fresh", like).orElseThrow();
    trial("fresh");
    Subscription lapsed = paid("fresh", Interval.MONTH, "15.00");
    goTo(lapsed.term().endsAt().minus(Duration.ofDays(1)));
    trial("fresh");
    paid("fresh", Interval.MONTH, "15.00");
    PriceForm now = PriceForm.of(null, "fresh", "18.00", "184.00", null, null);
    assertThat(beginning(now)).as("the trial that runs").isEqualTo(1);
    goTo(lapsed.term().endsAt().plus(Duration.ofDays(3)));
    assertThat(beginning(now)).as("and what is past its grace").isEqualTo(2);
    Instant trialsEnd = lapsed.term().endsAt().plus(Duration.ofDays(6));
    scheduled("fresh", trialsEnd.plus(Duration.ofDays(10)));
    assertThat(beginning(now)).as("and what is to start").isEqualTo(3);
    assertThat(beginning(PriceForm.of(null, "fresh", "18", "184", trialsEnd, null))).isEqualTo(2);
    assertThat(
            beginning(
                PriceForm.of(null, "fresh", "18", "184", trialsEnd.plus(Duration.ofDays(1)), null)))
        .isEqualTo(1);
    assertThat(beginning(PriceForm.of(null, "fresh", "15.00", "153.00", null, null))).isZero();
    assertThat(prices.preview(owner(), now).orElseThrow().payers())
        .as("and the one that renews")
        .isEqualTo(4);
  }

  private static long beginning(PriceForm form) {
    return prices.preview(owner(), form).orElseThrow().beginning();
  }

  private static void scheduled(String connector, Instant startsAt) {
    UUID customer = business.newCustomer().id();
    business
        .subscriptions
        .create(
            owner(),
            new NewSubscription(customer, connector, Interval.MONTH, false, null, startsAt, null))
        .orElseThrow();
  }

  /** The state is derived twice: here by the database, to be filtered by. */
  @Test
  void list_filteredAndInOrder_hasWhatIsAskedFor() {
    UUID past = setOfIt("30", null);
    business.clock.advance(Duration.ofHours(1));
    UUID present = setOfIt("31", null);
    UUID withdrawn = setOfIt("32", START.plus(Duration.ofDays(50)));
    UUID coming = setOfIt("33", START.plus(Duration.ofDays(40)));
    prices.withdraw(owner(), withdrawn, "a typo").orElseThrow();
    business.clock.advance(Duration.ofDays(1));

    Map<State, UUID> each =
        Map.of(
            State.PAST, past,
            State.PRESENT, present,
            State.WITHDRAWN, withdrawn,
            State.COMING, coming);
    each.forEach(
        (state, id) -> {
          List<PriceRow> found = ofIt(Map.of("state", state.wireName()));
          assertThat(found).extracting(row -> row.change().id()).containsExactly(id);
          assertThat(found).extracting(PriceRow::state).containsExactly(state);
        });
    assertThat(ofIt(Map.of()))
        .extracting(PriceRow::connectorName)
        .containsOnly(nameOf("abm-inventory"));
    assertThat(changes()).allMatch(row -> listedAs(row.state()).contains(row.change().id()));
    assertThat(ids(ofIt(Map.of()))).containsExactly(withdrawn, coming, present, past);
    assertThat(ids(ofIt(Map.of(), SortOrder.ascending("validFrom"))))
        .containsExactly(past, present, coming, withdrawn);
    assertThat(ids(ofIt(Map.of(), SortOrder.descending("enteredAt"))).getLast()).isEqualTo(past);
    assertThat(ofIt(Map.of("category", "premium"))).isEmpty();
    assertThat(refusal(prices.list(owner(), list(Map.of("state", "odd")))))
        .isEqualTo(new Invalid("state", InvalidKey.FILTER_VALUE));
  }

  private static String nameOf(String connector) {
    return business.connectors.get(owner(), connector).orElseThrow().connector().details().name();
  }

  private static List<UUID> listedAs(State state) {
    return ids(prices.list(owner(), list(Map.of("state", state.wireName()))).orElseThrow().items());
  }

  private static UUID setOfIt(String month, @Nullable Instant from) {
    return set("abm-inventory", month, "300", from).change().id();
  }

  private static List<PriceRow> ofIt(Map<String, String> filters, SortOrder... sort) {
    Map<String, String> all = new HashMap<>(filters);
    all.put("connectorId", "abm-inventory");
    ListQuery query = new ListQuery(all, List.of(sort), 0, ListQuery.MOST_ROWS);
    return prices.list(owner(), query).orElseThrow().items();
  }

  private static ListQuery list(Map<String, String> filters) {
    return new ListQuery(filters, List.of(), 0, ListQuery.MOST_ROWS);
  }

  private static List<UUID> ids(List<PriceRow> rows) {
    return rows.stream().map(row -> row.change().id()).toList();
  }

  private static List<PriceRow> changes() {
    return prices.list(owner(), ListQuery.first(ListQuery.MOST_ROWS)).orElseThrow().items();
  }

  private static PriceRow listed(PriceRow set) {
    return changes().stream()
        .filter(row -> row.change().id().equals(set.change().id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void asCategory_whatHadItsOwn_costsWhatTheCategoryDoesOnceThatIsTold() {
    set("dynamics", "30.00", "300.00", null);
    Subscription running = paid("dynamics", Interval.MONTH, "30.00");
    goTo(START.plus(Duration.ofDays(1)));
    PriceForm form = PriceForm.asCategory("dynamics", null, "as all others");
    assertThat(prices.preview(owner(), form).orElseThrow().rows())
        .extracting(PricePreview.Row::present, PricePreview.Row::coming)
        .containsExactly(tuple(usd("30.00"), usd("40.00")));
    business.clock.advance(Duration.ofMinutes(1));

    PriceRow back = prices.set(owner(), form).orElseThrow();

    assertThat(back.state()).isEqualTo(State.PRESENT);
    assertThat(changes()).contains(back);
    assertThat(bill(unpaid("dynamics")).price()).isEqualTo(usd("40.00"));
    goTo("2026-04-06T09:00:00Z");
    assertThat(told(running)).hasSize(1);
    goTo("2026-04-07T09:00:00Z");
    assertThat(bill(running).price()).isEqualTo(usd("30.00"));
    pay(running, "30.00");
    goTo("2026-05-07T09:00:00Z");
    assertThat(bill(running).price()).isEqualTo(usd("40.00"));
  }

  @Test
  void asCategory_withoutAPriceOfItsOwnOrBesideAnAmount_isRefused() {
    assertThat(refusal(prices.set(owner(), PriceForm.asCategory("master-buh", null, "again"))))
        .isEqualTo(new Invalid("connectorId", InvalidKey.PRICE_NOT_OWN));
    Instant from = START.plus(Duration.ofDays(20));
    set("master-buh", "12.00", "120.00", from);
    assertThat(field(PriceForm.asCategory("master-buh", from.minusMillis(1), "too early")))
        .isEqualTo("connectorId");
    assertThat(field(new PriceForm(null, "master-buh", true, "1", null, from, "both")))
        .isEqualTo("month");
    assertThat(field(new PriceForm(Category.STANDARD, null, true, null, null, from, "of all")))
        .isEqualTo("connectorId");
    assertThat(field(new PriceForm(null, "master-buh", false, null, "1", from, "half")))
        .isEqualTo("month");

    PriceRow back =
        prices
            .set(owner(), PriceForm.asCategory("master-buh", from.plusSeconds(1), "in time"))
            .orElseThrow();
    assertThat(back.state()).isEqualTo(State.COMING);
    prices.withdraw(owner(), back.change().id(), "stays").orElseThrow();
  }

  @Test
  void preview_ofACategory_leavesOutWhoHasAPriceOfItsOwn() {
    Instant from = START.plus(Duration.ofDays(40));
    PriceForm form = PriceForm.of(Category.EXTENDED, null, "30.00", "300.00", from, null);
    long others = payers(form);
    paid("datawiz", Interval.MONTH, "25.00");
    paid("ringostat", Interval.MONTH, "25.00");
    assertThat(payers(form)).isEqualTo(others + 2);

    set("ringostat", "27.00", "270.00", null);

    assertThat(payers(form)).isEqualTo(others + 1);
  }

  private static long payers(PriceForm form) {
    return prices.preview(owner(), form).orElseThrow().payers();
  }

  private static PriceRow set(
      String connector, String month, String year, @Nullable Instant validFrom) {
    return prices
        .set(owner(), PriceForm.of(null, connector, month, year, validFrom, "costs"))
        .orElseThrow();
  }

  private static PriceForm form(
      String connector, String month, @Nullable Instant from, String reason) {
    return PriceForm.of(null, connector, month, "184", from, reason);
  }

  private static String field(PriceForm form) {
    return ((Invalid) refusal(prices.set(owner(), form))).field();
  }

  private static void setCategory(String connector, Category category) {
    Connector present = business.connectors.get(owner(), connector).orElseThrow().connector();
    ConnectorDetails details = present.details();
    business
        .connectors
        .edit(
            owner(),
            connector,
            present.version(),
            new ConnectorDetails(
                details.name(),
                details.group(),
                category,
                details.state(),
                details.maxStaleness(),
                details.onStale()),
            null)
        .orElseThrow();
  }

  private static Subscription paid(String connector, Interval interval, String price) {
    return create(connector, interval, Business.payment(usd(price)));
  }

  private static Subscription unpaid(String connector) {
    return create(connector, Interval.MONTH, null);
  }

  private static Subscription trial(String connector) {
    UUID customer = business.newCustomer().id();
    return business
        .subscriptions
        .create(
            owner(),
            new NewSubscription(customer, connector, Interval.MONTH, true, null, null, null))
        .orElseThrow()
        .subscription();
  }

  private static Subscription create(
      String connector, Interval interval, @Nullable PaymentEntry payment) {
    UUID customer = business.newCustomer().id();
    return business
        .subscriptions
        .create(
            owner(), new NewSubscription(customer, connector, interval, false, null, null, payment))
        .orElseThrow()
        .subscription();
  }

  private static void pay(Subscription subscription, String amount) {
    business
        .billing
        .pay(owner(), subscription.id(), null, Business.payment(usd(amount)))
        .orElseThrow();
  }

  private static Bill bill(Subscription subscription) {
    return open(subscription).orElseThrow().bill();
  }

  private static Optional<Invoice> open(Subscription subscription) {
    return Optional.ofNullable(
        business.billing.outlook(owner(), subscription.id()).orElseThrow().open());
  }

  private static List<Notice> told(Subscription subscription) {
    return notices(subscription).stream()
        .filter(notice -> notice.kind() == EventKind.PRICE_AHEAD)
        .toList();
  }

  private static List<Notice> notices(Subscription subscription) {
    ListQuery ofIt =
        new ListQuery(
            Map.of("subscriptionId", subscription.id().toString()),
            List.of(),
            0,
            ListQuery.MOST_ROWS);
    return business.part(NoticeService.class).list(owner(), ofIt).orElseThrow().items();
  }

  private static void goTo(String time) {
    goTo(at(time));
  }

  private static void goTo(Instant time) {
    business.clock.set(time);
    DueRounds.run(business);
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount), "USD");
  }
}
