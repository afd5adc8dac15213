package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.SettledInvoice;
import com.bpmcentr.console.subscription.Subscription;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks what came in. Who is told that the subscription was changed meanwhile, by a colleague or by
 * its first check, sees what is owed now beside what was typed, and goes on with that.
 */
final class PaymentDialog {

  /**
   * What is owed, as it was read.
   *
   * @param open the invoice that asks for it, if there is one
   * @param others the customer's other invoices that the same money may be of
   */
  record Owed(
      Subscription seen, PaymentPreview payment, @Nullable Invoice open, List<InvoiceRow> others) {}

  /** Records it over what was seen; of several invoices together, if there are any. */
  @FunctionalInterface
  interface Till {
    Result<SettledInvoice> pay(Owed owed, Set<UUID> together, PaymentEntry entry);
  }

  private final Supplier<Optional<Owed>> look;
  private final Till till;
  private final Consumer<Result<?>> finished;
  private final Formats formats;
  private final Clock clock;
  private final Fields fields = new Fields();
  private final PaymentForm form;
  private final Div terms = new Div();
  private Optional<OtherInvoices> others = Optional.empty();
  private Owed owed;

  /**
   * @param look reads it as it is now; empty when nothing is owed any more
   * @param finished tells the page how it ended, or that what it shows is out of date
   */
  PaymentDialog(
      Owed owed,
      Supplier<Optional<Owed>> look,
      Till till,
      Consumer<Result<?>> finished,
      Formats formats,
      Clock clock) {
    this.owed = owed;
    this.clock = clock;
    this.look = look;
    this.till = till;
    this.finished = finished;
    this.formats = formats;
    form = new PaymentForm(fields, owed.payment().bill().amount().currency(), formats);
    terms.addClassName("dialog-form");
    show(owed);
  }

  FormDialog dialog() {
    return new FormDialog(
        text("billing.pay.title"),
        text("action.pay"),
        this::save,
        Stream.concat(Stream.of(terms), Stream.of(form.shown())).toArray(Component[]::new));
  }

  private void show(Owed now) {
    owed = now;
    Bill bill = now.payment().bill();
    terms.removeAll();
    terms.add(
        new Paragraph(
            text(
                isAhead(now) ? "billing.pay.consequence.ahead" : "billing.pay.consequence",
                formats.money(bill.amount()),
                formats.dateTime(now.payment().from()),
                formats.dateTime(now.payment().paidUntil()))),
        new Paragraph(text("billing.pay.reversible")));
    others =
        Optional.ofNullable(now.open())
            .filter(open -> open.bill().equals(bill))
            .map(open -> new OtherInvoices(fields, open, now.others(), formats));
    others.map(OtherInvoices::shown).ifPresent(terms::add);
  }

  /** Nobody has asked for it: what was paid before lasts until then. */
  private boolean isAhead(Owed now) {
    return now.open() == null && now.payment().from().isAfter(clock.instant());
  }

  private boolean save() {
    Result<SettledInvoice> result =
        form.problem().map(Result::<SettledInvoice>refused).orElseGet(this::paid);
    if (result instanceof Result.Refused<SettledInvoice>(Refusal refusal)
        && refusal.tellsOfChange()) {
      finished.accept(result);
      Optional<Owed> now = look.get();
      now.ifPresent(this::show);
      return now.isEmpty();
    }
    return fields.finished(result, finished::accept);
  }

  private Result<SettledInvoice> paid() {
    Set<UUID> together =
        others.filter(chosen -> !chosen.isEmpty()).map(OtherInvoices::all).orElseGet(Set::of);
    return till.pay(owed, together, form.entry());
  }
}
