package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import com.bpmcentr.license.Interval;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
  private final EventRepository events;
  private final Invoicing invoicing;
  private final Payments payments;
  private final Actions actions;
  private final LicenseIssuer licenses;
  private final CurrentRules rules;
  private final Ids ids;
  private final Clock clock;

  BillingService(
      AuditedOperations operations,
      AuditLog audit,
      SubscriptionLocks locks,
      SubscriptionRepository subscriptions,
      InvoiceRepository invoices,
      EventRepository events,
      Invoicing invoicing,
      Payments payments,
      Actions actions,
      LicenseIssuer licenses,
      CurrentRules rules,
      Ids ids,
      Clock clock) {
    this.operations = operations;
    this.audit = audit;
    this.locks = locks;
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.events = events;
    this.invoicing = invoicing;
    this.payments = payments;
    this.actions = actions;
    this.licenses = licenses;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Records a payment of the open invoice, or of the next period where none is open. An amount or
   * currency that is not the invoice's is refused.
   */
  public Result<SettledInvoice> pay(
      Actor actor, UUID id, @Nullable Integer version, PaymentEntry entry) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "pay");
    return locked(
        actor,
        attempt,
        version,
        id,
        before -> {
          Instant now = now();
          return switch (payments.record(actor, attempt, before, entry, now)) {
            case Result.Refused<SettledInvoice> refused -> refused;
            case Result.Done<SettledInvoice>(SettledInvoice settled, _) ->
                Result.done(settled, licenses.issue(before.customerId()));
          };
        });
  }

  /**
   * Gives back what the rules say: all within seven days of the first payment, later the unused
   * months of a year. Renewal is turned off, and access ends with what stays paid.
   */
  public Result<SubscriptionView> refund(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "refund").because(reason);
    return locked(
        actor,
        attempt,
        version,
        id,
        before -> {
          Optional<Refusal.Invalid> problem = FieldRules.reason("reason", reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          Instant now = now();
          Refunds refunds = Refunds.of(invoices.paid(id), now, rules.get()).orElse(null);
          return switch (Lifecycle.apply(before, new Action.Refund(refunds), now, rules.get())) {
            case Denied(Refusal refusal) -> Result.refused(refusal);
            case Transition(Subscription after, EventKind event) -> {
              Refunds given = Objects.requireNonNull(refunds);
              String because = String.valueOf(reason).strip();
              given
                  .amounts()
                  .forEach(
                      (invoice, amount) ->
                          invoices.refund(invoice, new Refund(amount, now, because, actor.name())));
              Subscription saved = saved(actor, attempt, event, before, after, now, given.total());
              invoicing.bringUpToDate(saved, now);
              yield Result.done(view(saved, now), licenses.issue(saved.customerId()));
            }
          };
        });
  }

  /**
   * Makes periods monthly or yearly. A year in place of a month that is running is asked for at
   * once, less the unused days, and is in force when paid; otherwise the next period is the first.
   */
  public Result<SubscriptionView> changeInterval(
      Actor actor, UUID id, @Nullable Integer version, Interval to) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "change-interval");
    return locked(
        actor,
        attempt,
        version,
        id,
        before -> {
          Instant now = now();
          return switch (Lifecycle.apply(before, new Action.ChangeInterval(to), now, rules.get())) {
            case Denied(Refusal refusal) -> Result.refused(refusal);
            case Transition(Subscription after, EventKind event) -> {
              Optional<Bill> bill = billOfChange(after, actions.tariff(after), now);
              Subscription saved = saved(actor, attempt, event, before, after, now, null);
              invoicing.replace(saved, bill, now, null);
              yield Result.done(view(saved, now));
            }
          };
        });
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
          Instant now = now();
          Optional<Refusal.Invalid> problem = form.problem(now);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          if (subscriptionIds.isEmpty() || subscriptionIds.size() > MOST_OF_A_DEAL) {
            return Result.refused(
                new Refusal.Invalid(
                    "subscriptionIds", InvalidKey.BULK_SIZE, List.of(MOST_OF_A_DEAL)));
          }
          UUID deal = ids.next();
          List<SubscriptionView> changed = new ArrayList<>();
          for (UUID id : subscriptionIds) {
            Result<SubscriptionView> one = discounted(actor, attempt, customerId, id, deal, form);
            switch (one) {
              case Result.Refused<SubscriptionView>(Refusal refusal) -> {
                return Result.refused(refusal);
              }
              case Result.Done<SubscriptionView>(SubscriptionView view, _) -> changed.add(view);
            }
          }
          return Result.done(changed);
        });
  }

  /** The list's price again, for periods to come. */
  public Result<SubscriptionView> endDiscount(
      Actor actor, UUID id, @Nullable Integer version, @Nullable String reason) {
    Attempt attempt = Attempt.on(SubscriptionService.TYPE, id, "end-discount").because(reason);
    return locked(
        actor,
        attempt,
        version,
        id,
        before -> {
          Optional<Refusal.Invalid> problem = FieldRules.reason("reason", reason);
          if (problem.isPresent()) {
            return Result.refused(problem.get());
          }
          return before.renewal().discount() == null
              ? Result.refused(
                  new Refusal.StateForbids(before.status(now()).wireName(), "end-discount"))
              : set(actor, attempt, before, null, now());
        });
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
                voided(actor, attempt, subscription, invoiceId, now());
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
                .map(found -> Result.done(outlook(found, now())))
                .orElseGet(
                    () ->
                        Result.refused(
                            new Refusal.NotFound(SubscriptionService.TYPE, id.toString()))));
  }

  private Result<SubscriptionView> discounted(
      Actor actor, Attempt deal, UUID customerId, UUID id, UUID discountId, DiscountForm form) {
    return switch (locks.lock(id, null)) {
      case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
      case Result.Done<Subscription>(Subscription before, _)
          when !before.customerId().equals(customerId) ->
          Result.refused(new Refusal.Invalid("subscriptionIds", InvalidKey.UNKNOWN));
      case Result.Done<Subscription>(Subscription before, _) -> {
        String currency = before.terms().price().currency();
        Discount discount = form.of(discountId, before.nextInterval(), currency);
        Attempt attempt =
            Attempt.on(SubscriptionService.TYPE, id, "discount").because(deal.reason());
        yield set(actor, attempt, before, discount, now());
      }
    };
  }

  private Result<SubscriptionView> set(
      Actor actor, Attempt attempt, Subscription before, @Nullable Discount discount, Instant now) {
    return switch (Lifecycle.apply(before, new Action.SetDiscount(discount), now, rules.get())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind event) -> {
        Subscription saved = saved(actor, attempt, event, before, after, now, null);
        Optional<Invoice> open = invoices.findOpen(saved.id());
        if (open.isPresent()) {
          Optional<Bill> year =
              open.get().bill().kind() == InvoiceKind.INTERVAL_CHANGE
                  ? Billing.yearInsteadOfMonth(saved, actions.tariff(saved), now, rules.get())
                  : Optional.empty();
          invoicing.replace(saved, year, now, null);
        }
        yield Result.done(view(saved, now));
      }
    };
  }

  private Subscription saved(
      Actor actor,
      Attempt attempt,
      EventKind event,
      Subscription before,
      Subscription after,
      Instant now,
      @Nullable Money amount) {
    Subscription saved = subscriptions.save(after);
    Facts facts = saved.facts().with("amount", amount);
    events.insert(saved.id(), now, event, actor, attempt.reason(), before.facts(), facts);
    audit.record(actor, attempt, before.facts(), facts);
    return saved;
  }

  private static SubscriptionView view(Subscription subscription, Instant now) {
    return new SubscriptionView(subscription, subscription.status(now));
  }

  private Result<Invoice> voided(
      Actor actor, Attempt attempt, Subscription subscription, UUID invoiceId, Instant now) {
    Invoice invoice = invoices.find(invoiceId).orElseThrow();
    if (invoice.payment() != null || invoice.voiding() != null) {
      return Result.refused(new Refusal.StateForbids(invoice.status(now).wireName(), "void"));
    }
    Optional<Invoice> anew =
        invoicing.replace(subscription, Optional.empty(), now, attempt.reason());
    audit.record(
        actor, attempt, facts(invoice), anew.map(BillingService::facts).orElse(Facts.NONE));
    return Result.done(invoices.find(invoiceId).orElseThrow());
  }

  private BillingOutlook outlook(Subscription subscription, Instant now) {
    Tariff tariff = actions.tariff(subscription);
    Optional<Invoice> open = invoices.findOpen(subscription.id());
    Optional<Bill> bill =
        open.map(Invoice::bill)
            .or(() -> Billing.next(subscription, tariff, now, rules.get()))
            .filter(_ -> Lifecycle.allowedActions(subscription, now).contains(ActionName.PAY));
    return new BillingOutlook(
        open.orElse(null),
        bill.flatMap(owed -> preview(subscription, owed, now)).orElse(null),
        Refunds.of(invoices.paid(subscription.id()), now, rules.get()).orElse(null),
        preview(subscription, tariff, now));
  }

  private Optional<PaymentPreview> preview(Subscription subscription, Bill owed, Instant now) {
    return switch (Lifecycle.apply(subscription, new Action.Pay(owed, now), now, rules.get())) {
      case Denied _ -> Optional.empty();
      case Transition(Subscription after, EventKind _) ->
          Optional.of(
              new PaymentPreview(
                  owed, after.term().periodStartsAt(), after.term().endsAt(), after.status(now)));
    };
  }

  private @Nullable IntervalPreview preview(Subscription subscription, Tariff tariff, Instant now) {
    Interval other = subscription.nextInterval() == Interval.MONTH ? Interval.YEAR : Interval.MONTH;
    return switch (Lifecycle.apply(
        subscription, new Action.ChangeInterval(other), now, rules.get())) {
      case Denied _ -> null;
      case Transition(Subscription after, EventKind _) ->
          new IntervalPreview(
              other, billOfChange(after, tariff, now).orElse(null), subscription.term().endsAt());
    };
  }

  private Optional<Bill> billOfChange(Subscription after, Tariff tariff, Instant now) {
    Optional<Bill> atOnce =
        after.nextInterval() == Interval.YEAR
            ? Billing.yearInsteadOfMonth(after, tariff, now, rules.get())
            : Optional.empty();
    return atOnce.or(() -> Billing.due(after, tariff, now, rules.get()));
  }

  private <T> Result<T> locked(
      Actor actor,
      Attempt attempt,
      @Nullable Integer version,
      UUID id,
      Function<Subscription, Result<T>> work) {
    return operations.change(
        actor,
        BILL,
        attempt,
        () ->
            switch (locks.lock(id, version)) {
              case Result.Refused<Subscription>(Refusal refusal) -> Result.refused(refusal);
              case Result.Done<Subscription>(Subscription before, _) -> work.apply(before);
            });
  }

  static Facts facts(Invoice invoice) {
    return Facts.NONE
        .with("number", invoice.number())
        .with("amount", invoice.bill().amount())
        .with("from", invoice.bill().from())
        .with("to", invoice.bill().to())
        .with("dueAt", invoice.bill().dueAt());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
