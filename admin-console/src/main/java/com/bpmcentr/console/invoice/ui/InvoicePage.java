package com.bpmcentr.console.invoice.ui;

import com.bpmcentr.console.activity.ActivitySubject;
import com.bpmcentr.console.activity.ui.ActivityPanels;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.Refund;
import com.bpmcentr.console.invoice.Reversal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Propagation;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.ActionPreview;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.ui.BillingDialogs;
import com.bpmcentr.console.usage.BlastRadius;
import com.bpmcentr.console.usage.UsageService;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** One invoice: what it asks for, how it was paid, and what was given back. */
@Route("invoices/:id")
@PermitAll
final class InvoicePage extends DetailPage<InvoiceRow> {

  private final InvoiceService invoices;
  private final BillingService billing;
  private final BillingDialogs money;
  private final UsageService usage;
  private final ActivityPanels activity;
  private final Viewer viewer;

  InvoicePage(
      InvoiceService invoices,
      BillingService billing,
      BillingDialogs money,
      UsageService usage,
      ActivityPanels activity,
      Viewer viewer,
      Propagation propagation) {
    super(Screen.INVOICES, propagation);
    this.invoices = invoices;
    this.billing = billing;
    this.money = money;
    this.usage = usage;
    this.activity = activity;
    this.viewer = viewer;
  }

  @Override
  protected Result<InvoiceRow> load(String id) {
    return byUuid(id, invoice -> invoices.get(viewer.actor(), invoice));
  }

  @Override
  protected String show(InvoiceRow row, Div page) {
    Invoice invoice = row.invoice();
    Formats formats = viewer.formats(getLocale());
    String title = getTranslation("invoices.named", Long.toString(invoice.number()));
    page.add(head(row, title));
    Invoice.Voiding voiding = invoice.voiding();
    if (voiding != null) {
      page.add(
          new Note(
              Note.Kind.BAD,
              getTranslation("invoices.voided", formats.dateTime(voiding.at())),
              new Div(
                  voiding.reason() == null
                      ? getTranslation("invoices.voided.by-itself")
                      : voiding.reason())));
    }
    var columns =
        new SideBySide(
            new Panel(getTranslation("invoices.bill"), bill(invoice, formats)),
            new Panel(getTranslation("field.payment"), payment(invoice.payment(), formats)));
    page.add(columns, activity.of(ActivitySubject.INVOICE, invoice.id()));
    return title + " – " + row.customerName();
  }

  @Override
  protected boolean isNamedByItsDialogs() {
    return true;
  }

  private PageHead head(InvoiceRow row, String title) {
    Invoice invoice = row.invoice();
    var head =
        new PageHead(title)
            .badge(InvoiceTones.badge(row.status()))
            .below(
                new Anchor(
                    path(Screen.CUSTOMERS, invoice.customerId().toString()), row.customerName()),
                new Anchor(
                    path(Screen.SUBSCRIPTIONS, invoice.subscriptionId().toString()),
                    row.connectorName()));
    boolean open = invoice.payment() == null && invoice.voiding() == null;
    if (open && viewer.may(Permission.BILL)) {
      head.action(Actions.plain("pay", () -> openPayment(invoice)));
      head.action(Actions.dangerous("void", () -> openVoid(invoice)));
    }
    if (row.status() == InvoiceStatus.PAID && viewer.may(Permission.OVERRIDE_LIMITS)) {
      head.action(Actions.dangerous("reverse", () -> openReverse(invoice)));
    }
    return head;
  }

  private void openPayment(Invoice invoice) {
    money.pay(invoice, result -> finished(result, "billing.pay.done"), this::outdated);
  }

  private void openVoid(Invoice invoice) {
    new ReasonDialog(
            getTranslation("invoices.void.title", Long.toString(invoice.number())),
            getTranslation("invoices.void.consequence"),
            getTranslation("action.void"),
            reason ->
                finished(
                    billing.voidInvoice(viewer.actor(), invoice.id(), reason),
                    "invoices.void.done"))
        .typing(Long.toString(invoice.number()), getTranslation("confirm.is.invoice"))
        .open();
  }

  private void openReverse(Invoice invoice) {
    switch (billing.previewReversal(viewer.actor(), invoice.id())) {
      case Result.Refused<ActionPreview> refused -> finished(refused, "invoices.reverse.done");
      case Result.Done<ActionPreview>(ActionPreview preview, var _) ->
          new ReasonDialog(
                  getTranslation("invoices.reverse.title", Long.toString(invoice.number())),
                  getTranslation("invoices.reverse.consequence"),
                  getTranslation("action.reverse"),
                  reason ->
                      finished(
                          billing.reversePayment(viewer.actor(), invoice.id(), reason),
                          "invoices.reverse.done"))
              .asking(access(invoice, preview))
              .typing(Long.toString(invoice.number()), getTranslation("confirm.is.invoice"))
              .open();
    }
  }

  /** What becomes of access, and whom it stops. */
  private Component access(Invoice invoice, ActionPreview preview) {
    Formats formats = viewer.formats(getLocale());
    if (preview.endsAccessAtOnce()) {
      return new Div(
          new Paragraph(getTranslation("invoices.reverse.ends")),
          BlastRadiusNote.of(
              usage
                  .blastRadius(
                      viewer.actor(), BlastRadius.Subject.SUBSCRIPTION, invoice.subscriptionId())
                  .orElseThrow(),
              formats));
    }
    return new Paragraph(
        preview.accessAfter()
            ? getTranslation("invoices.reverse.stays", formats.dateTime(preview.accessEndsAt()))
            : getTranslation("invoices.reverse.none"));
  }

  private FactList bill(Invoice invoice, Formats formats) {
    Bill bill = invoice.bill();
    var facts =
        new FactList()
            .fact(getTranslation("field.amount"), formats.money(bill.amount()))
            .fact(getTranslation("field.interval"), Words.of("interval", bill.interval()))
            .fact(
                getTranslation("invoices.period"),
                getTranslation(
                    "invoices.from-to", formats.date(bill.from()), formats.date(bill.to())))
            .fact(getTranslation("invoices.issued-at"), formats.dateTime(invoice.issuedAt()))
            .fact(getTranslation("invoices.due-at"), formats.dateTime(bill.dueAt()));
    if (bill.credit().amount().signum() > 0) {
      facts
          .fact(getTranslation("field.price"), formats.money(bill.price()))
          .fact(getTranslation("invoices.credit"), formats.money(bill.credit()));
    }
    return facts;
  }

  private Component payment(@Nullable Payment payment, Formats formats) {
    if (payment == null) {
      return new Paragraph(getTranslation("invoices.not-paid"));
    }
    var facts =
        new FactList()
            .fact(getTranslation("field.paidAt"), formats.dateTime(payment.paidAt()))
            .fact(getTranslation("field.method"), Words.of("payment-method", payment.method()))
            .fact(getTranslation("field.reference"), payment.reference())
            .fact(
                getTranslation("invoices.paid-for"),
                getTranslation(
                    "invoices.from-to", formats.date(payment.from()), formats.date(payment.to())))
            .fact(
                getTranslation("invoices.recorded"),
                getTranslation(
                    "detail.by", payment.recordedBy(), formats.dateTime(payment.recordedAt())));
    Refund refund = payment.refund();
    if (refund != null) {
      facts
          .fact(getTranslation("invoices.refunded"), formats.money(refund.amount()))
          .fact(
              getTranslation("invoices.refunded.at"),
              getTranslation("detail.by", refund.recordedBy(), formats.dateTime(refund.at())))
          .fact(getTranslation("field.reason"), refund.reason());
    }
    Reversal reversal = payment.reversal();
    if (reversal != null) {
      facts
          .fact(
              getTranslation("invoices.reversed.at"),
              getTranslation("detail.by", reversal.recordedBy(), formats.dateTime(reversal.at())))
          .fact(getTranslation("field.reason"), reversal.reason());
    }
    return facts;
  }
}
