package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.Payments.Recorded;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.console.subscription.Transitions.Written;
import com.bpmcentr.license.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What subscriptions cost: invoices as they fall due, payments, refunds, intervals. */
@Service
public final class BillingService {

  /** How many subscriptions one discount can be given to at once. */
  public static final int MOST_OF_A_DEAL = 100;

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final SubscriptionLocks locks;
  private final SubscriptionRepository subscriptions;
  private final InvoiceRepository invoices;
  private final Invoicing invoicing;
  private final Payments payments;
  private final Actions actions;
  private final Transitions transitions;
  private final CurrentRules rules;
  private final Ids ids;

  BillingService(
      AuditedOperations operations,
      AuditLog audit,
      SubscriptionLocks locks,
      SubscriptionRepository subscriptions,
      InvoiceRepository invoices,
      Invoicing invoicing,
      Payments payments,
      Actions actions,
      Transitions transitions,
      CurrentRules rules,
      Ids ids) {
    this.operations = operations;
    this.audit = audit;
    this.locks = locks;
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.invoicing = invoicing;
    this.payments = payments;
    this.actions = actions;
    this.transitions = transitions;
    this.rules = rules;
    this.ids = ids;
  }

  /**
   * Records a payment of the open invoice, or of the next period where none is open. An amount or
   * currency that is not the invoice's is refused.
   */
  public Result<SettledInvoice> pay(
      Actor actor, UUID id, @Nullable Integer version, PaymentEntry entry) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "pay");
    return operations.change(
        actor,
        BILL,
        attempt,
        () ->
            switch (locks.lock(id, version)) {
              case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
              case Result.Done<Subscription>(Subscription before, _) ->
                  switch (payments.record(actor, attempt, before, entry, rules.moment())) {
                    case Result.Refused<Recorded>(Refusal refusal) -> Result.refused(refusal);
                    case Result.Done<Recorded>(Recorded recorded, _) ->
                        transitions.end(actor, List.of(recorded.written()), recorded.settled());
                  };
            });
  }

  /**
   * Gives back what the rules say: all within seven days of the first payment, later the unused
   * months of a year. Renewal is turned off, and access ends with what stays paid.
   */
  public Result<SubscriptionView> refund(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    return transitions.act(
        actor,
        BILL,
        Attempt.on(SubscriptionService.TYPE, id, "refund").because(reason),
        id,
        version,
        FieldRules.reason("reason", reason),
        (subscription, moment) -> refunding(actor, subscription, String.valueOf(reason), moment));
  }

  private Move refunding(Actor actor, Subscription before, String reason, Moment moment) {
    Optional<Refunds> refunds = Refunds.of(before, invoices.paid(before.id()), moment);
    return new Move(
        new Action.Refund(refunds.orElse(null)),
        (_, facts) -> {
          Refunds given = refunds.orElseThrow();
          given
              .amounts()
              .forEach(
                  (invoice, amount) ->
                      invoices.refund(
                          invoice, new Refund(amount, moment.now(), reason.strip(), actor.name())));
          return facts.with("amount", given.total());
        });
  }

  /**
   * Makes periods monthly or yearly. A year in place of a month that is running is asked for at
   * once, less the unused days, and is in force when paid; otherwise the next period is the first.
   */
  public Result<SubscriptionView> changeInterval(
      Actor actor, UUID id, @Nullable Integer version, Interval to) {
    return transitions.act(
        actor,
        BILL,
        Attempt.on(SubscriptionService.TYPE, id, "change-interval"),
        id,
        version,
        Optional.empty(),
        (_, _) -> new Move(new Action.ChangeInterval(to)));
  }

  /**
   * Gives one discount to several subscriptions of a customer, in place of those they have. Open
   * invoices are issued anew at the lower price; what is paid stays as it is.
   *
   * @param subscriptionIds 1 to {@link #MOST_OF_A_DEAL}
   */
  public Result<List<SubscriptionView>> discount(
      Actor actor, UUID customerId, Set<UUID> subscriptionIds, DiscountForm form) {
    Attempt attempt = Attempt.on("customer", customerId, "discount").because(form.reason());
    return operations.change(
        actor,
        BILL,
        attempt,
        () -> {
          Moment moment = rules.moment();
          Optional<Refusal.Invalid> problem = form.problem(moment.now());
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          if (subscriptionIds.isEmpty() || subscriptionIds.size() > MOST_OF_A_DEAL) {
            return Result.refused(
                new Refusal.Invalid(
                    "subscriptionIds", InvalidKey.BULK_SIZE, List.of(MOST_OF_A_DEAL)));
          }
          // Before any lock: two deals that each name the other's customer would be a deadlock.
          if (!subscriptions
              .customersOf(List.copyOf(subscriptionIds))
              .equals(List.of(customerId))) {
            return Result.refused(new Refusal.Invalid("subscriptionIds", InvalidKey.UNKNOWN));
          }
          UUID deal = ids.next();
          List<Written> written = new ArrayList<>();
          for (UUID id : subscriptionIds) {
            switch (discounted(actor, id, deal, form, moment)) {
              case Result.Refused<Written>(Refusal refusal) -> {
                return Result.refused(refusal);
              }
              case Result.Done<Written>(Written one, _) -> written.add(one);
            }
          }
          return transitions.end(
              actor,
              written,
              written.stream().map(one -> Transitions.view(one.saved(), moment)).toList());
        });
  }

  /** The list's price again, for periods to come. */
  public Result<SubscriptionView> endDiscount(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "end-discount").because(reason);
    return transitions.act(
        actor,
        BILL,
        attempt,
        id,
        version,
        FieldRules.reason("reason", reason),
        (_, _) -> new Move(new Action.SetDiscount(null)));
  }

  /**
   * Nothing is owed by an open invoice any more, for a reason. If the subscription still owes for a
   * period, it is asked for anew at today's price.
   */
  public Result<Invoice> voidInvoice(Actor actor, UUID invoiceId, @Nullable String reason) {
    Attempt attempt = Attempt.on(InvoiceService.TYPE, invoiceId, "void").because(reason);
    return operations.change(
        actor,
        BILL,
        attempt,
        () -> {
          Optional<Refusal.Invalid> problem = FieldRules.reason("reason", reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          Optional<Invoice> found = invoices.find(invoiceId);
          if (found.isEmpty()) {
            return Result.refused(new Refusal.NotFound(InvoiceService.TYPE, invoiceId.toString()));
          }
          return switch (locks.lock(found.get().subscriptionId(), null)) {
            case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
            case Result.Done<Subscription>(Subscription subscription, _) ->
                voided(actor, attempt, subscription, invoiceId, rules.moment());
          };
        });
  }

  /** What a payment, a refund and a change of interval would do now. */
  public Result<BillingOutlook> outlook(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(SubscriptionService.TYPE, id, "outlook"),
        () ->
            subscriptions
                .find(id)
                .map(found -> Result.done(outlook(found, rules.moment())))
                .orElseGet(
                    () ->
                        Result.refused(
                            new Refusal.NotFound(SubscriptionService.TYPE, id.toString()))));
  }

  private Result<Written> discounted(
      Actor actor, UUID id, UUID deal, DiscountForm form, Moment moment) {
    return switch (locks.lock(id, null)) {
      case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<Subscription>(Subscription before, _) -> {
        String currency = before.terms().price().currency();
        Discount discount = form.of(deal, before.nextInterval(), currency);
        Attempt attempt =
            Attempt.on(SubscriptionService.TYPE, id, "discount").because(form.reason());
        yield transitions.write(
            actor, attempt, before, new Move(new Action.SetDiscount(discount)), moment);
      }
    };
  }

  private Result<Invoice> voided(
      Actor actor, Attempt attempt, Subscription subscription, UUID invoiceId, Moment moment) {
    Invoice invoice = invoices.find(invoiceId).orElseThrow();
    if (invoice.payment() != null || invoice.voiding() != null) {
      return Result.refused(
          new Refusal.StateForbids(invoice.status(moment.now()).wireName(), "void"));
    }
    Optional<Invoice> anew = invoicing.renew(subscription, moment, attempt.reason());
    audit.record(
        actor, attempt, facts(invoice), anew.map(BillingService::facts).orElse(Facts.NONE));
    return Result.done(invoices.find(invoiceId).orElseThrow());
  }

  private BillingOutlook outlook(Subscription subscription, Moment moment) {
    Tariff tariff = actions.tariff(subscription);
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    Optional<Bill> bill =
        open.map(Invoice::bill)
            .filter(asked -> Billing.isStillOwed(subscription, asked, moment.now()))
            .or(() -> Billing.next(subscription, tariff, moment.now(), moment.rules()));
    return new BillingOutlook(
        open.orElse(null),
        bill.flatMap(owed -> preview(subscription, owed, moment)).orElse(null),
        Refunds.of(subscription, invoices.paid(subscription.id()), moment).orElse(null),
        preview(subscription, tariff, moment));
  }

  private static Optional<PaymentPreview> preview(
      Subscription subscription, Bill owed, Moment moment) {
    Action pay = new Action.Pay(owed, moment.now());
    return switch (Lifecycle.apply(subscription, pay, moment.now(), moment.rules())) {
      case Denied _ -> Optional.empty();
      case Transition(Subscription after, EventKind _) ->
          Optional.of(
              new PaymentPreview(
                  owed,
                  after.term().periodStartsAt(),
                  after.term().endsAt(),
                  after.status(moment.now())));
    };
  }

  private static @Nullable IntervalPreview preview(
      Subscription subscription, Tariff tariff, Moment moment) {
    Interval other = subscription.nextInterval() == Interval.MONTH ? Interval.YEAR : Interval.MONTH;
    Instant now = moment.now();
    LifecycleRules current = moment.rules();
    return switch (Lifecycle.apply(subscription, new Action.ChangeInterval(other), now, current)) {
      case Denied _ -> null;
      case Transition(Subscription after, EventKind _) ->
          new IntervalPreview(
              other,
              Billing.yearAskedForAtOnce(after, tariff, now, current)
                  .or(() -> Billing.due(after, tariff, now, current))
                  .orElse(null),
              subscription.term().endsAt());
    };
  }

  static Facts facts(Invoice invoice) {
    return Facts.NONE
        .with("number", invoice.number())
        .with("amount", invoice.bill().amount())
        .with("from", invoice.bill().from())
        .with("to", invoice.bill().to())
        .with("dueAt", invoice.bill().dueAt());
  }
}
