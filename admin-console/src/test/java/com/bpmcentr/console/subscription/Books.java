package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.Samples.RULES;
import static com.bpmcentr.console.subscription.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.MovableClock;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.connector.OneConnector;
import com.bpmcentr.console.connector.RememberedPrices;
import com.bpmcentr.console.customer.UnlockedCustomers;
import com.bpmcentr.console.due.Due;
import com.bpmcentr.console.due.Place;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.invoice.RememberedInvoices;
import com.bpmcentr.console.invoice.Reversal;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Category;
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
import java.util.stream.Stream;

/** One subscription with its invoices and prices, done to as the services do. */
final class Books {

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
    PRICE_NOW,
    PRICE_LATER,
    WITHDRAW_PRICE,
    TIME
  }

  /**
   * One deed.
   *
   * @param later after the one before
   * @param watched whether a console runs until then
   * @param back a payment came in so long before it is written down; a price holds so much later,
   *     seven times over
   * @param month what a month will cost, where a price is set
   */
  record Deeds(Duration later, boolean watched, Duration back, int month, Deed deed) {}

  private static final Money MONTH = usd("15.00");

  final RememberedInvoices invoices = new RememberedInvoices();
  final RememberedNotices notices = new RememberedNotices(() -> subscription());
  final RememberedPrices prices =
      new RememberedPrices(Category.STANDARD, prices(MONTH.amount().intValue()));
  final Invoicing invoicing;
  final Map<UUID, Instant> cutShort = new HashMap<>();
  private final MovableClock clock;
  private final Actions actions;
  private final List<PriceNoticeWork> telling;
  private Subscription subscription;
  private boolean withdrawn;

  Books(Instant start, boolean trial) {
    this(start, trial, Duration.ZERO);
  }

  /**
   * @param ahead how long before its start it is ordered
   */
  Books(Instant start, boolean trial, Duration ahead) {
    clock = new MovableClock(start.minus(ahead));
    OneConnector connectors = new OneConnector(Category.STANDARD);
    Tariffs tariffs = new Tariffs(connectors, prices, notices, clock);
    actions = new Actions(tariffs);
    invoicing = new Invoicing(invoices, tariffs, new Ids());
    subscription =
        Samples.madeAt(
            now(), trial ? Samples.trial(Term.unpaid(start)) : Samples.paid(Term.unpaid(start)));
    PriceNoticeWork.Parts parts =
        new PriceNoticeWork.Parts(
            new UnlockedCustomers(),
            new OneSubscription(),
            connectors,
            prices,
            notices,
            new SoldRules(),
            clock);
    telling =
        Stream.of(PriceNoticeWork.Target.values())
            .map(target -> new PriceNoticeWork(target.name(), target, parts))
            .toList();
    invoicing.bringUpToDate(subscription, moment());
  }

  Subscription subscription() {
    return subscription;
  }

  Instant now() {
    return clock.instant();
  }

  Moment moment() {
    return new Moment(now(), RULES);
  }

  /** Whether a price was ever taken back. */
  boolean withdrawn() {
    return withdrawn;
  }

  /** Those that were paid and stay so, in the order of what they are for. */
  List<Invoice> paid() {
    return invoices.paid(subscription.id());
  }

  static Payment payment(Invoice paid) {
    return Objects.requireNonNull(paid.payment());
  }

  /** Until when what was paid for lasts, after refunds. */
  Instant endOf(Invoice paid) {
    Instant cut = cutShort.get(paid.id());
    Instant to = payment(paid).to();
    return cut != null && cut.isBefore(to) ? cut : to;
  }

  void take(Deeds step) {
    pass(step.later, step.watched);
    switch (step.deed) {
      case PAY -> pay(now().minus(step.back));
      case REFUND -> refund();
      case REVERSE -> reverse();
      case CANCEL -> apply(actions.of(ActionName.CANCEL, subscription, null));
      case REACTIVATE -> apply(actions.of(ActionName.REACTIVATE, subscription, null));
      case CHANGE_INTERVAL ->
          apply(
              new Action.ChangeInterval(
                  subscription.nextInterval() == Interval.MONTH ? Interval.YEAR : Interval.MONTH));
      case DISCOUNT ->
          apply(
              new Action.SetDiscount(
                  new Discount(
                      new UUID(0, 9),
                      new Discount.Percent(BigDecimal.valueOf(20)),
                      "deal",
                      now().plus(Duration.ofDays(90)))));
      case END_DISCOUNT -> apply(new Action.SetDiscount(null));
      case VOID -> {
        if (!invoices.open().isEmpty()) {
          invoicing.renew(subscription, moment(), "typo");
        }
      }
      case PRICE_NOW -> prices.set(prices(step.month), now(), now());
      case PRICE_LATER ->
          prices.set(prices(step.month), now().plus(step.back.multipliedBy(7)), now());
      case WITHDRAW_PRICE -> withdrawn |= prices.withdrawOne(now());
      case TIME -> invoicing.bringUpToDate(subscription, moment());
    }
    if (step.watched) {
      doWhatIsDue();
    }
  }

  private static Map<Interval, Money> prices(int month) {
    return Map.of(
        Interval.MONTH, usd(month + ".00"),
        Interval.YEAR, usd(month * 10 + ".00"));
  }

  /** A console that runs does each thing when it falls due. */
  private void pass(Duration later, boolean watched) {
    Instant until = now().plus(later);
    Instant end = subscription.term().endsAt();
    if (watched) {
      Stream.of(
              NoticeTimes.SOLD.price().plus(PriceNoticeWork.AT_MOST_LATE),
              NoticeTimes.SOLD.month().plus(PriceNoticeWork.AT_MOST_LATE),
              NoticeTimes.SOLD.renewal(subscription.terms().interval()))
          .map(end::minus)
          .filter(due -> due.isAfter(now()) && due.isBefore(until))
          .sorted()
          .forEach(
              due -> {
                clock.set(due);
                doWhatIsDue();
              });
    }
    clock.set(until);
  }

  private void doWhatIsDue() {
    for (PriceNoticeWork work : telling) {
      List<Due> due = work.find(new Place(Instant.EPOCH, new UUID(0, 0)), now(), 10);
      if (!due.isEmpty()) {
        work.carryOut(due, now());
      }
    }
    invoicing.bringUpToDate(subscription, moment());
  }

  private void pay(Instant cameIn) {
    Instant paidAt = cameIn.isBefore(subscription.createdAt()) ? now() : cameIn;
    if (!Lifecycle.allowedActions(subscription, now()).contains(ActionName.PAY)) {
      return;
    }
    Optional<Invoice> owed = invoicing.payable(subscription, paidAt, moment());
    if (owed.isPresent() && apply(owed.get(), paidAt)) {
      assertThat(subscription.autoRenew()).isTrue();
    }
  }

  private void refund() {
    Optional<Refunds> refunds = Refunds.of(subscription, paid(), false, moment());
    if (Lifecycle.allowedActions(subscription, now()).contains(ActionName.REFUND)
        && apply(new Action.Refund(refunds.orElse(null)))) {
      Refunds given = refunds.orElseThrow();
      for (Map.Entry<UUID, Money> each : given.amounts().entrySet()) {
        invoices.refund(each.getKey(), new Refund(each.getValue(), now(), "why", "test"));
        cutShort.put(each.getKey(), given.accessEndsAt());
      }
      invoicing.bringUpToDate(subscription, moment());
    }
  }

  private void reverse() {
    List<Invoice> others = new ArrayList<>(paid());
    others.stream()
        .filter(invoice -> payment(invoice).refund() == null)
        .max(Comparator.comparing(invoice -> payment(invoice).recordedAt()))
        .filter(others::remove)
        .filter(newest -> apply(new Action.Reverse(payment(newest), others)))
        .ifPresent(
            newest -> {
              invoices.reverse(newest.id(), new Reversal(now(), "bounced", "test"));
              invoicing.bringUpToDate(subscription, moment());
            });
  }

  private boolean apply(Action action) {
    return switch (Lifecycle.apply(subscription, action, now(), RULES)) {
      case Denied _ -> false;
      case Transition(Subscription after, EventKind _) -> {
        subscription = after;
        invoicing.follow(action.name(), new ArrayList<>(List.of(after)), moment());
        yield true;
      }
    };
  }

  private boolean apply(Invoice invoice, Instant paidAt) {
    Action pay = new Action.Pay(invoice.bill(), invoice.issuedAt(), paidAt);
    return switch (Lifecycle.apply(subscription, pay, now(), RULES)) {
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
                now(),
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

  /** The rules as they are sold. */
  private static final class SoldRules extends CurrentRules {

    SoldRules() {
      super(null, null);
    }

    @Override
    public LifecycleRules get() {
      return RULES;
    }
  }

  /** The subscription of these books. */
  private final class OneSubscription extends SubscriptionRepository {

    OneSubscription() {
      super(null);
    }

    @Override
    List<UUID> customersOf(List<UUID> ids) {
      return List.of(subscription.customerId());
    }

    @Override
    List<Subscription> findAll(List<UUID> ids) {
      return ids.contains(subscription.id()) ? List.of(subscription) : List.of();
    }

    @Override
    List<Subscription> findAllForUpdate(List<UUID> ids) {
      return findAll(ids);
    }
  }
}
