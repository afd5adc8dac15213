package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.subscription.SubscriptionStatus.REVOKED;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.subscription.Action.Cancel;
import com.bpmcentr.console.subscription.Action.ChangeAccount;
import com.bpmcentr.console.subscription.Action.ChangeInterval;
import com.bpmcentr.console.subscription.Action.Pay;
import com.bpmcentr.console.subscription.Action.Reactivate;
import com.bpmcentr.console.subscription.Action.Resume;
import com.bpmcentr.console.subscription.Action.Revoke;
import com.bpmcentr.console.subscription.Action.SetDiscount;
import com.bpmcentr.console.subscription.Action.Suspend;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.subscription.Subscription.Hold;
import com.bpmcentr.console.subscription.Subscription.Revocation;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lifecycle of a subscription, whole: what each action does, and when it may be done. */
public final class Lifecycle {

  private Lifecycle() {}

  /** How a subscription begins, or why it may not: a trial, or unpaid and its invoice due. */
  public static Step start(Order order, Instant now, LifecycleRules rules) {
    Optional<Refusal> obstacle = obstacle(order, rules);
    if (obstacle.isPresent()) {
      return new Denied(obstacle.get());
    }
    NewSubscription asked = order.asked();
    boolean trial = asked.trial();
    Offer offer = order.offer();
    Instant startsAt = asked.startsAt() == null ? now : asked.startsAt();
    Term term =
        trial ? Term.firstPeriod(startsAt, startsAt.plus(rules.trial())) : Term.unpaid(startsAt);
    Money price = trial ? Money.zero(offer.price().currency()) : offer.price();
    return new Transition(
        new Subscription(
            new Identity(
                order.id(),
                asked.customerId(),
                asked.connectorId(),
                now,
                trial ? term.endsAt() : null),
            new Terms(asked.interval(), offer.category(), trial, price, rules.grace()),
            term,
            Binding.atCreation(asked.makeAccountId(), now),
            Renewal.atStart(!trial),
            Stops.NONE,
            0),
        EventKind.CREATED);
  }

  /**
   * How a subscription that began elsewhere goes on here: periods are counted from its start, and
   * the present one and those before it count as paid. One that does not start in the past began
   * nowhere else, and owes its first period.
   */
  public static Step takeOver(Order order, Instant now, LifecycleRules rules) {
    return switch (start(order, now, rules)) {
      case Denied denied -> denied;
      case Transition begun when !begun.subscription().term().startsAt().isBefore(now) -> begun;
      case Transition(Subscription started, EventKind event) -> {
        Instant startsAt = started.term().startsAt();
        Anniversary periods = new Anniversary(startsAt, started.terms().interval(), rules.zone());
        yield new Transition(started.with(periods.termAt(now)), event);
      }
    };
  }

  /** What becomes of the subscription by the action at that moment. Nothing else decides it. */
  public static Step apply(
      Subscription subscription, Action action, Instant now, LifecycleRules rules) {
    if (!permits(subscription, action.name(), now)) {
      return new Denied(
          new Refusal.StateForbids(subscription.status(now).wireName(), action.name().wireName()));
    }
    return switch (action) {
      case ChangeAccount change -> changeAccount(subscription, change, now, rules);
      case Cancel _ ->
          new Transition(subscription.with(subscription.renewal().off(now)), EventKind.CANCELED);
      case Reactivate reactivate -> reactivate(subscription, reactivate, now);
      case Suspend(String reason) ->
          new Transition(subscription.with(new Hold(now, reason)), EventKind.SUSPENDED);
      case Resume _ -> new Transition(subscription.with((Hold) null), EventKind.RESUMED);
      case Revoke(String reason) ->
          new Transition(subscription.with(new Revocation(now, reason)), EventKind.REVOKED);
      case Pay pay -> pay(subscription, pay, now, rules);
      case Action.Refund(Refunds refunds) -> refund(subscription, refunds, now);
      case Action.Reverse reverse -> reverse(subscription, reverse, now);
      case ChangeInterval(Interval to) -> changeInterval(subscription, to, now);
      case SetDiscount(Discount discount)
          when discount == null && subscription.renewal().discount() == null ->
          new Denied(new Refusal.StateForbids(subscription.status(now).wireName(), "end-discount"));
      case SetDiscount(Discount discount) ->
          new Transition(
              subscription.with(subscription.renewal().with(discount)), EventKind.DISCOUNTED);
    };
  }

  /** The actions that the subscription's state allows at that moment. */
  public static Set<ActionName> allowedActions(Subscription subscription, Instant now) {
    Set<ActionName> allowed = EnumSet.noneOf(ActionName.class);
    for (ActionName action : ActionName.values()) {
      if (permits(subscription, action, now)) {
        allowed.add(action);
      }
    }
    return allowed;
  }

  private static Optional<Refusal> obstacle(Order order, LifecycleRules rules) {
    Optional<Refusal> notSold = order.connector().notSold().map(Refusal.class::cast);
    if (notSold.isPresent() || !order.asked().trial()) {
      return notSold;
    }
    Order.TrialHistory history = order.history();
    if (order.offer().category() != Category.STANDARD) {
      return Optional.of(new Refusal.Invalid("trial", InvalidKey.TRIAL_CATEGORY));
    }
    if (history.ofCustomer() >= rules.trialsOfCustomer()) {
      return Optional.of(new Refusal.LimitReached("trials", rules.trialsOfCustomer()));
    }
    if (history.customerHadConnector()) {
      return Optional.of(new Refusal.LimitReached("trial-connector", 1));
    }
    return history.accountHadConnector()
        ? Optional.of(new Refusal.LimitReached("trial-account", 1))
        : Optional.empty();
  }

  private static boolean permits(Subscription subscription, ActionName action, Instant now) {
    SubscriptionStatus status = subscription.status(now);
    return switch (action) {
      case CHANGE_ACCOUNT ->
          switch (status) {
            case SCHEDULED, TRIAL, ACTIVE, PAST_DUE, SUSPENDED, CANCELED -> true;
            case EXPIRED, REVOKED -> false;
          };
      case CANCEL -> subscription.autoRenew() && status != REVOKED;
      case REACTIVATE ->
          !subscription.terms().trial()
              && !subscription.autoRenew()
              && switch (status) {
                case SCHEDULED, CANCELED, EXPIRED -> true;
                // A period that starts now would run out under the hold.
                case SUSPENDED -> !subscription.term().hasEnded(now);
                case TRIAL, ACTIVE, PAST_DUE, REVOKED -> false;
              };
      case SUSPEND ->
          switch (status) {
            case SCHEDULED, TRIAL, ACTIVE, PAST_DUE, CANCELED -> true;
            // For being unpaid: a payment would let them in again, a hold does not.
            case SUSPENDED -> subscription.hold() == null;
            case EXPIRED, REVOKED -> false;
          };
      // Of what is suspended for being unpaid, only a payment helps.
      case RESUME -> subscription.hold() != null && status != REVOKED;
      case REVOKE -> status != REVOKED;
      case PAY ->
          status != REVOKED
              && (subscription.autoRenew() || subscription.terms().trial())
              && !subscription.isPaidAhead(now);
      // Also of what has ended or was revoked: money may still have to be given back.
      case REFUND -> !subscription.terms().trial() && subscription.term().wasEverPaid();
      case CHANGE_INTERVAL ->
          status != REVOKED && (subscription.autoRenew() || subscription.terms().trial());
      case DISCOUNT -> status != REVOKED;
    };
  }

  private static Step changeAccount(
      Subscription subscription, ChangeAccount change, Instant now, LifecycleRules rules) {
    String present = subscription.binding().account();
    if (change.account().equals(present)) {
      return new Denied(new Refusal.Invalid("makeAccountId", InvalidKey.ACCOUNT_UNCHANGED));
    }
    if (subscription.isInTrial(now) && change.accountHadTrial()) {
      return new Denied(new Refusal.LimitReached("trial-account", 1));
    }
    boolean first = present == null;
    boolean counts = !first && !change.takesBack();
    if (counts && change.recentMoves() >= rules.moves() && !change.overrideLimit()) {
      return new Denied(new Refusal.LimitReached("moves", rules.moves(), "instead.override"));
    }
    return new Transition(
        subscription.with(subscription.binding().movedTo(change.account(), now)),
        first ? EventKind.BOUND : EventKind.ACCOUNT_CHANGED);
  }

  private static Step reactivate(Subscription subscription, Reactivate reactivate, Instant now) {
    if (!subscription.term().hasEnded(now)) {
      return new Transition(subscription.with(subscription.renewal().on()), EventKind.REACTIVATED);
    }
    Offer offer = reactivate.offer();
    if (offer == null) {
      return new Denied(new Refusal.Invalid("connectorId", InvalidKey.CONNECTOR_RETIRED));
    }
    Terms terms = subscription.terms().at(offer, subscription.nextInterval());
    return new Transition(subscription.startedAnew(terms, Term.unpaid(now)), EventKind.REACTIVATED);
  }

  private static Step pay(Subscription subscription, Pay pay, Instant now, LifecycleRules rules) {
    Bill bill = pay.bill();
    Terms terms =
        new Terms(
            bill.interval(), bill.category(), false, bill.price(), subscription.terms().grace());
    if (bill.kind() == InvoiceKind.INTERVAL_CHANGE) {
      if (!pay.paidAt().isBefore(bill.dueAt())) {
        return new Denied(new Refusal.Invalid("paidAt", InvalidKey.CHANGE_LAPSED));
      }
      Term year = subscription.term().paid(bill.from(), bill.to(), bill.from());
      PriceNotice known = PriceNotice.ofTheBill(subscription, bill, bill.from(), pay.askedAt());
      return new Transition(subscription.paid(terms, year, known), EventKind.PAID);
    }
    Instant from = Billing.nextPeriodStart(subscription, pay.paidAt(), now);
    Anniversary periods = Billing.anniversary(subscription, from, bill.interval(), rules);
    Term paid = subscription.term().paid(from, periods.endOfPeriodFrom(from), periods.first());
    PriceNotice known =
        Billing.isRenewal(subscription, from)
            ? PriceNotice.atBeginning(subscription)
            : PriceNotice.ofTheBill(subscription, bill, from, pay.askedAt());
    return new Transition(subscription.paid(terms, paid, known), EventKind.PAID);
  }

  private static Step refund(Subscription subscription, @Nullable Refunds refunds, Instant now) {
    if (refunds == null) {
      return new Denied(new Refusal.Invalid("invoices", InvalidKey.NO_REFUND));
    }
    Term term = subscription.term();
    Instant end =
        refunds.accessEndsAt().isBefore(term.endsAt()) ? refunds.accessEndsAt() : term.endsAt();
    Subscription shortened = endingAt(end, refunds.newest(), subscription);
    return new Transition(
        subscription.autoRenew() ? shortened.with(shortened.renewal().off(now)) : shortened,
        EventKind.REFUNDED);
  }

  /** Where a period ahead goes back, the one before it is the newest again. */
  private static Subscription endingAt(
      Instant end, @Nullable Invoice newest, Subscription subscription) {
    Term term = subscription.term();
    Payment payment = newest == null ? null : newest.payment();
    boolean isEarlier =
        payment != null
            && payment.from().isBefore(term.periodStartsAt())
            && payment.from().isBefore(end)
            // not of what ended before it was begun anew
            && !payment.from().isBefore(term.startsAt());
    if (newest == null || payment == null || !isEarlier) {
      return subscription.with(term.endingAt(end));
    }
    Bill bill = newest.bill();
    Duration grace = subscription.terms().grace();
    return subscription.with(
        new Terms(bill.interval(), bill.category(), false, bill.price(), grace),
        term.endingAt(end).from(payment.from()));
  }

  private static Step reverse(Subscription subscription, Action.Reverse reverse, Instant now) {
    Payment payment = reverse.payment();
    // What came after it was counted from it, and must be taken back first.
    if (!payment.to().equals(subscription.term().endsAt())) {
      return new Denied(new Refusal.StateForbids(subscription.status(now).wireName(), "reverse"));
    }
    Subscription shortened = subscription.with(subscription.term().endingAt(payment.without()));
    return new Transition(
        PriceNotice.ofPayments(shortened, reverse.others())
            .map(known -> shortened.with(shortened.renewal().with(known)))
            .orElse(shortened),
        EventKind.PAYMENT_REVERSED);
  }

  private static Step changeInterval(Subscription subscription, Interval to, Instant now) {
    if (to == subscription.nextInterval()) {
      return new Denied(new Refusal.Invalid("interval", InvalidKey.INTERVAL_UNCHANGED));
    }
    if (subscription.isPaidAhead(now)) {
      return new Denied(new Refusal.Invalid("interval", InvalidKey.PAID_AHEAD));
    }
    Interval next = to == subscription.terms().interval() ? null : to;
    return new Transition(
        subscription.with(subscription.renewal().with(next)), EventKind.INTERVAL_CHANGED);
  }
}
