package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.console.subscription.Transitions.Written;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Writes down that money came in, within an operation that has locked the subscription. */
@Component
final class Payments {

  private final InvoiceRepository invoices;
  private final Invoicing invoicing;
  private final Transitions transitions;

  Payments(InvoiceRepository invoices, Invoicing invoicing, Transitions transitions) {
    this.invoices = invoices;
    this.invoicing = invoicing;
    this.transitions = transitions;
  }

  /** What was written, and the invoice that was paid; {@link Transitions#end} must follow. */
  record Recorded(Written written, Invoice invoice) {

    SettledInvoice settled() {
      return new SettledInvoice(written.saved(), invoice);
    }
  }

  Result<Recorded> record(
      Actor actor, Attempt attempt, Subscription before, PaymentEntry entry, Moment moment) {
    Optional<Invoice> owed =
        Lifecycle.allowedActions(before, moment.now()).contains(ActionName.PAY)
            ? invoicing.payable(before, entry.at(moment.now()), moment)
            : Optional.empty();
    if (owed.isEmpty()) {
      return Result.refused(
          new Refusal.StateForbids(
              before.status(moment.now()).wireName(), ActionName.PAY.wireName()));
    }
    Invoice invoice = owed.get();
    Optional<Refusal.Invalid> problem = entry.problem(invoice.bill(), moment.now());
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    if (invoices.isRecorded(entry.method(), entry.reference())) {
      return Result.refused(new Refusal.AlreadyExists("reference"));
    }
    try {
      return transitions
          .write(actor, attempt, before, paying(actor, invoice, entry, moment), moment)
          .map(written -> new Recorded(written, invoices.find(invoice.id()).orElseThrow()));
    } catch (DuplicateKeyException recordedMeanwhile) {
      return Result.refused(new Refusal.AlreadyExists("reference"));
    }
  }

  private Move paying(Actor actor, Invoice invoice, PaymentEntry entry, Moment moment) {
    return new Move(
        new Action.Pay(invoice.bill(), entry.at(moment.now())),
        (saved, facts) -> {
          invoices.pay(
              invoice.id(),
              new Payment(
                  entry.method(),
                  entry.reference(),
                  entry.at(moment.now()),
                  moment.now(),
                  actor.name(),
                  saved.term().periodStartsAt(),
                  saved.term().endsAt(),
                  null));
          return facts
              .with("invoice", invoice.number())
              .with("amount", invoice.bill().amount())
              .with("method", entry.method())
              .with("reference", entry.reference());
        });
  }
}
