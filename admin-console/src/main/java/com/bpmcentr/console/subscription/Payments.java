package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Step.Denied;
import com.bpmcentr.console.subscription.Step.Transition;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Writes down that money came in, within an operation that has locked the subscription. */
@Component
final class Payments {

  private final InvoiceRepository invoices;
  private final Invoicing invoicing;
  private final SubscriptionRepository subscriptions;
  private final EventRepository events;
  private final AuditLog audit;
  private final CurrentRules rules;

  Payments(
      InvoiceRepository invoices,
      Invoicing invoicing,
      SubscriptionRepository subscriptions,
      EventRepository events,
      AuditLog audit,
      CurrentRules rules) {
    this.invoices = invoices;
    this.invoicing = invoicing;
    this.subscriptions = subscriptions;
    this.events = events;
    this.audit = audit;
    this.rules = rules;
  }

  /** The subscription as it then is, and the invoice that was paid. */
  Result<SettledInvoice> record(
      Actor actor, Attempt attempt, Subscription before, PaymentEntry entry, Instant now) {
    if (!Lifecycle.allowedActions(before, now).contains(ActionName.PAY)) {
      return Result.refused(
          new Refusal.StateForbids(before.status(now).wireName(), ActionName.PAY.wireName()));
    }
    Optional<Invoice> owed = invoicing.payable(before, now);
    if (owed.isEmpty()) {
      return Result.refused(
          new Refusal.StateForbids(before.status(now).wireName(), ActionName.PAY.wireName()));
    }
    Invoice invoice = owed.get();
    Bill bill = invoice.bill();
    Optional<Refusal.Invalid> problem = entry.problem(bill, now);
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (invoices.isRecorded(entry.method(), entry.reference())) {
      return Result.refused(new Refusal.AlreadyExists("reference"));
    }
    return switch (Lifecycle.apply(before, new Action.Pay(bill, entry.at(now)), now, rules.get())) {
      case Denied(Refusal refusal) -> Result.refused(refusal);
      case Transition(Subscription after, EventKind event) -> {
        Payment payment =
            new Payment(
                entry.method(),
                entry.reference(),
                entry.at(now),
                now,
                actor.name(),
                after.term().periodStartsAt(),
                after.term().endsAt(),
                null);
        try {
          invoices.pay(invoice.id(), payment);
        } catch (DuplicateKeyException recordedMeanwhile) {
          yield Result.refused(new Refusal.AlreadyExists("reference"));
        }
        Subscription saved = subscriptions.save(after);
        invoicing.bringUpToDate(saved, now);
        Facts paid =
            saved
                .facts()
                .with("invoice", invoice.number())
                .with("amount", bill.amount())
                .with("method", entry.method())
                .with("reference", entry.reference());
        events.insert(saved.id(), now, event, actor, null, before.facts(), paid);
        audit.record(actor, attempt, before.facts(), paid);
        yield Result.done(
            new SettledInvoice(
                saved,
                new Invoice(
                    invoice.id(),
                    invoice.number(),
                    saved.id(),
                    saved.customerId(),
                    bill,
                    invoice.issuedAt(),
                    payment,
                    null)));
      }
    };
  }
}
