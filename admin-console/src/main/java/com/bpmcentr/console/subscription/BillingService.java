package com.bpmcentr.console.subscription;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.OVERRIDE_LIMITS;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentRepository;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.license.Interval;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What subscriptions cost: payments, refunds, intervals, invoices made void. */
@Service
public final class BillingService {

  /** How many invoices one payment can be of. */
  public static final int MOST_AT_ONCE = 100;

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final SubscriptionLocks locks;
  private final SubscriptionRepository subscriptions;
  private final InvoiceRepository invoices;
  private final PaymentRepository paymentRows;
  private final EventRepository events;
  private final Invoicing invoicing;
  private final Payments payments;
  private final Outlooks outlooks;
  private final Transitions transitions;
  private final CurrentRules rules;

  BillingService(
      AuditedOperations operations,
      AuditLog audit,
      SubscriptionLocks locks,
      SubscriptionRepository subscriptions,
      InvoiceRepository invoices,
      PaymentRepository paymentRows,
      EventRepository events,
      Invoicing invoicing,
      Payments payments,
      Outlooks outlooks,
      Transitions transitions,
      CurrentRules rules) {
    this.operations = operations;
    this.audit = audit;
    this.locks = locks;
    this.subscriptions = subscriptions;
    this.invoices = invoices;
    this.paymentRows = paymentRows;
    this.events = events;
    this.invoicing = invoicing;
    this.payments = payments;
    this.outlooks = outlooks;
    this.transitions = transitions;
    this.rules = rules;
  }

  /**
   * Records a payment of the open invoice, or of the next period where none is open. An amount or
   * currency that is not the invoice's is refused.
   */
  public Result<SettledInvoice> pay(
      Actor actor, UUID id, @Nullable Integer version, PaymentEntry entry) {
    return operations.change(
        actor,
        BILL,
        Attempt.on(SubscriptionService.TYPE, id, "pay"),
        () ->
            locks
                .lock(id, version)
                .flatMap(before -> payments.record(actor, before, entry, rules.moment()))
                .flatMap(
                    recorded ->
                        transitions.end(actor, List.of(recorded.written()), recorded.settled())));
  }

  /**
   * Records one payment of several open invoices of a customer, of just their sum: a transfer that
   * pays for all its subscriptions.
   *
   * @param invoiceIds 1 to {@link #MOST_AT_ONCE}
   */
  public Result<List<SettledInvoice>> payTogether(
      Actor actor, UUID customerId, Set<UUID> invoiceIds, PaymentEntry entry) {
    return operations.change(
        actor,
        BILL,
        Attempt.on(CustomerService.TYPE, customerId, "pay"),
        () -> {
          if (invoiceIds.isEmpty() || invoiceIds.size() > MOST_AT_ONCE) {
            return Result.refused(
                new Refusal.Invalid("invoiceIds", InvalidKey.BULK_SIZE, List.of(MOST_AT_ONCE)));
          }
          List<Invoice> asked = invoices.findAll(invoiceIds);
          boolean all =
              asked.size() == invoiceIds.size()
                  && asked.stream().allMatch(each -> each.customerId().equals(customerId));
          return all
              ? payments.together(actor, asked, entry, rules.moment())
              : Result.refused(new Refusal.Invalid("invoiceIds", InvalidKey.UNKNOWN));
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
    Optional<Refunds> refunds =
        Refunds.of(before, invoices.paid(before.id()), events.beganElsewhere(before.id()), moment);
    return new Move(
        new Action.Refund(refunds.orElse(null)),
        (_, facts) -> {
          Refunds given = refunds.orElseThrow();
          given
              .amounts()
              .forEach(
                  (invoice, amount) ->
                      paymentRows.refund(
                          invoice, new Refund(amount, moment.now(), reason.strip(), actor.name())));
          return facts.with("amount", given.total());
        });
  }

  /**
   * Makes periods monthly or yearly. A year in place of a month that is running is asked for at
   * once, less the unused days, and is in force when paid; otherwise the next period is the first.
   */
  public Result<SubscriptionView> changeInterval(
      Actor actor, UUID id, @Nullable Integer version, Interval to, @Nullable String reason) {
    return transitions.act(
        actor,
        BILL,
        Attempt.on(SubscriptionService.TYPE, id, "change-interval").because(reason),
        id,
        version,
        FieldRules.optionalReason("reason", reason),
        (_, _) -> new Move(new Action.ChangeInterval(to)));
  }

  /**
   * Nothing is owed by an open invoice any more, for a reason. If the subscription still owes for a
   * period, it is asked for anew, at the price that the period costs now.
   */
  public Result<Invoice> voidInvoice(Actor actor, UUID invoiceId, @Nullable String reason) {
    Attempt attempt = Attempt.on(InvoiceService.TYPE, invoiceId, "void").because(reason);
    return operations.change(
        actor,
        BILL,
        attempt,
        FieldRules.reason("reason", reason),
        () ->
            locked(invoiceId)
                .flatMap(
                    subscription ->
                        voided(actor, attempt, subscription, invoiceId, rules.moment())));
  }

  /**
   * Takes back that an invoice was paid: it was recorded by mistake, or the money went back. Only
   * of the newest payment; what it paid for is owed again, and its reference may be recorded anew.
   */
  public Result<SettledInvoice> reversePayment(
      Actor actor, UUID invoiceId, @Nullable String reason) {
    Attempt attempt = Attempt.on(InvoiceService.TYPE, invoiceId, "reverse").because(reason);
    return operations.change(
        actor,
        OVERRIDE_LIMITS,
        attempt,
        FieldRules.reason("reason", reason),
        () ->
            locked(invoiceId)
                .flatMap(
                    subscription ->
                        payments.reverse(actor, attempt, subscription, invoiceId, rules.moment())));
  }

  /** What {@link #reversePayment} would change if it were done now; does nothing. */
  public Result<ActionPreview> previewReversal(Actor actor, UUID invoiceId) {
    return operations.read(
        actor,
        READ,
        Attempt.on(InvoiceService.TYPE, invoiceId, "preview"),
        () ->
            Result.found(invoices.find(invoiceId), InvoiceService.TYPE, invoiceId)
                .flatMap(
                    invoice ->
                        payments.previewReversal(
                            subscriptions.find(invoice.subscriptionId()).orElseThrow(),
                            invoice,
                            rules.moment())));
  }

  /** What a payment, a refund and a change of interval would do now. */
  public Result<BillingOutlook> outlook(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(SubscriptionService.TYPE, id, "outlook"),
        () ->
            Result.found(subscriptions.find(id), SubscriptionService.TYPE, id)
                .map(found -> outlooks.of(found, rules.moment())));
  }

  private Result<Subscription> locked(UUID invoiceId) {
    return Result.found(invoices.find(invoiceId), InvoiceService.TYPE, invoiceId)
        .flatMap(found -> locks.lock(found.subscriptionId(), null));
  }

  private Result<Invoice> voided(
      Actor actor, Attempt attempt, Subscription subscription, UUID invoiceId, Moment moment) {
    Invoice invoice = invoices.find(invoiceId).orElseThrow();
    if (invoice.payment() != null || invoice.voiding() != null) {
      return Result.refused(
          new Refusal.StateForbids(invoice.status(moment.now()).wireName(), "void"));
    }
    Optional<Invoice> anew = invoicing.renew(subscription, moment, attempt.reason());
    audit.record(actor, attempt, invoice.facts(), anew.map(Invoice::facts).orElse(Facts.NONE));
    return Result.done(invoices.find(invoiceId).orElseThrow());
  }
}
