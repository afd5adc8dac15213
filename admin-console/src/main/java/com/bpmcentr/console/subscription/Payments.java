package com.bpmcentr.console.subscription;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRepository;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentRepository;
import com.bpmcentr.console.invoice.Reversal;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.Transitions.Move;
import com.bpmcentr.console.subscription.Transitions.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Writes down that money came in, within an operation that has locked the subscriptions. */
@Component
final class Payments {

  private final InvoiceRepository invoices;
  private final PaymentRepository paymentRows;
  private final Invoicing invoicing;
  private final Tariffs tariffs;
  private final Transitions transitions;
  private final SubscriptionLocks locks;

  Payments(
      InvoiceRepository invoices,
      PaymentRepository paymentRows,
      Invoicing invoicing,
      Tariffs tariffs,
      Transitions transitions,
      SubscriptionLocks locks) {
    this.locks = locks;
    this.invoices = invoices;
    this.paymentRows = paymentRows;
    this.invoicing = invoicing;
    this.tariffs = tariffs;
    this.transitions = transitions;
  }

  /** An invoice that the money pays, and its subscription as it is before. */
  record Owed(Subscription before, Invoice invoice) {}

  /** What was written, and the invoice that was paid; {@link Transitions#end} must follow. */
  record Recorded(Written written, Invoice invoice) {

    SettledInvoice settled() {
      return new SettledInvoice(written.saved(), invoice);
    }
  }

  /** What money that came in then would pay of the subscription, or why it takes none. */
  Result<Owed> owed(Subscription subscription, PaymentEntry entry, Moment moment) {
    Optional<Refusal.Invalid> notSold = tariffs.notSold(subscription);
    if (notSold.isPresent()) {
      return Result.refused(notSold.get());
    }
    Optional<Invoice> owed =
        Lifecycle.allowedActions(subscription, moment.now()).contains(ActionName.PAY)
            ? invoicing.payable(subscription, entry.at(moment.now()), moment)
            : Optional.empty();
    return owed.map(invoice -> Result.done(new Owed(subscription, invoice)))
        .orElseGet(
            () ->
                Result.refused(
                    new Refusal.StateForbids(
                        subscription.status(moment.now()).wireName(), ActionName.PAY.wireName())));
  }

  /** One payment of what one subscription owes. */
  Result<Recorded> record(
      Actor actor, Subscription subscription, PaymentEntry entry, Moment moment) {
    return owed(subscription, entry, moment)
        .flatMap(owed -> recordAll(actor, List.of(owed), entry, moment))
        .map(List::getFirst);
  }

  /** One payment of all of them, of just their sum. */
  Result<List<Recorded>> recordAll(
      Actor actor, List<Owed> owed, PaymentEntry entry, Moment moment) {
    Optional<Refusal.Invalid> problem =
        entry.problem(owed.stream().map(each -> each.invoice().bill()).toList(), moment.now());
    if (problem.isPresent()) {
      return Result.refused(problem.get());
    }
    Optional<Integer> part = paymentRows.freePart(entry.method(), entry.reference(), entry.money());
    if (part.isEmpty()) {
      return Result.refused(new Refusal.AlreadyExists("reference"));
    }
    List<Recorded> recorded = new ArrayList<>();
    try {
      for (Owed each : owed) {
        Attempt attempt = Attempt.on(SubscriptionService.TYPE, each.before().id(), "pay");
        Move move = paying(actor, each, part.get() + recorded.size(), entry, moment);
        switch (transitions.write(actor, attempt, each.before(), move, moment)) {
          case Result.Refused<Written>(Refusal refusal) -> {
            return Result.refused(refusal);
          }
          case Result.Done<Written>(Written written, _) ->
              recorded.add(new Recorded(written, invoices.find(each.invoice().id()).orElseThrow()));
        }
      }
    } catch (DuplicateKeyException recordedMeanwhile) {
      return Result.refused(new Refusal.AlreadyExists("reference"));
    }
    return Result.done(recorded);
  }

  /** One payment of those invoices, whole with audit log and licenses. */
  Result<List<SettledInvoice>> together(
      Actor actor, List<Invoice> asked, PaymentEntry entry, Moment moment) {
    return Result.each(asked, invoice -> owed(invoice, entry, moment))
        .flatMap(owed -> recordAll(actor, owed, entry, moment))
        .flatMap(
            recorded ->
                transitions.end(
                    actor,
                    recorded.stream().map(Recorded::written).toList(),
                    recorded.stream().map(Recorded::settled).toList()));
  }

  /** Refused where the money would not pay this invoice but another, or none. */
  private Result<Owed> owed(Invoice invoice, PaymentEntry entry, Moment moment) {
    return locks
        .lock(invoice.subscriptionId(), null)
        .flatMap(subscription -> owed(subscription, entry, moment))
        .flatMap(
            owed ->
                owed.invoice().id().equals(invoice.id())
                    ? Result.done(owed)
                    : Result.refused(
                        new Refusal.StateForbids(
                            invoice.status(moment.now()).wireName(), ActionName.PAY.wireName())));
  }

  /** A payment that turned out to be none, whole with audit log and license. */
  Result<SettledInvoice> reverse(
      Actor actor, Attempt attempt, Subscription before, UUID invoiceId, Moment moment) {
    Invoice invoice = invoices.find(invoiceId).orElseThrow();
    return reversing(invoice, invoices.paid(before.id()), moment)
        .map(action -> reversal(actor, attempt, invoice, action, moment))
        .flatMap(move -> transitions.write(actor, attempt, before, move, moment))
        .flatMap(
            written ->
                transitions.end(
                    actor,
                    List.of(written),
                    new SettledInvoice(written.saved(), invoices.find(invoiceId).orElseThrow())));
  }

  /** What {@link #reverse} would change, if it were done now. */
  Result<ActionPreview> previewReversal(Subscription before, Invoice invoice, Moment moment) {
    return reversing(invoice, invoices.paid(before.id()), moment)
        .flatMap(
            action ->
                switch (Lifecycle.apply(before, action, moment.now(), moment.rules())) {
                  case Step.Denied(Refusal refusal) -> Result.refused(refusal);
                  case Step.Transition(Subscription after, EventKind _) ->
                      Result.done(ActionPreview.of(before, after, moment.now()));
                });
  }

  private Move reversal(
      Actor actor, Attempt attempt, Invoice invoice, Action.Reverse action, Moment moment) {
    return new Move(
        action,
        (_, facts) -> {
          String reason = String.valueOf(attempt.reason()).strip();
          paymentRows.reverse(invoice.id(), new Reversal(moment.now(), reason, actor.name()));
          return facts
              .with("invoice", invoice.number())
              .with("amount", invoice.bill().amount())
              .with("reference", action.payment().reference());
        });
  }

  /** Refused where there is no payment that could be taken back. */
  private static Result<Action.Reverse> reversing(
      Invoice invoice, List<Invoice> paid, Moment moment) {
    Payment payment = invoice.payment();
    if (payment == null || payment.refund() != null || payment.reversal() != null) {
      return Result.refused(
          new Refusal.StateForbids(invoice.status(moment.now()).wireName(), "reverse"));
    }
    List<Invoice> others = paid.stream().filter(other -> !other.id().equals(invoice.id())).toList();
    return Result.done(new Action.Reverse(payment, others));
  }

  private Move paying(Actor actor, Owed owed, int part, PaymentEntry entry, Moment moment) {
    Invoice invoice = owed.invoice();
    return new Move(
        new Action.Pay(invoice.bill(), invoice.issuedAt(), entry.at(moment.now())),
        (saved, facts) -> {
          paymentRows.pay(
              invoice.id(),
              part,
              new Payment(
                  entry.method(),
                  entry.reference(),
                  entry.at(moment.now()),
                  moment.now(),
                  actor.name(),
                  saved.term().periodStartsAt(),
                  saved.term().endsAt(),
                  owed.before().term().endsAt(),
                  null,
                  null));
          return facts
              .with("invoice", invoice.number())
              .with("amount", invoice.bill().amount())
              .with("method", entry.method())
              .with("reference", entry.reference());
        });
  }
}
