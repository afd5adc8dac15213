package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.ConfirmDialog;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.subscription.BillingOutlook;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingOutlook.PaymentPreview;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.DiscountService;
import com.bpmcentr.console.subscription.Discounted;
import com.bpmcentr.console.subscription.FormerDiscount;
import com.bpmcentr.console.subscription.Refunds;
import com.bpmcentr.console.subscription.SettledInvoice;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionView;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks before money is recorded, given back or changed, and says what exactly it would do now. */
@org.springframework.stereotype.Component
class BillingDialogs {

  private final BillingService billing;
  private final DiscountService discounts;
  private final InvoiceService invoices;
  private final SubscriptionService subscriptions;
  private final Viewer viewer;

  BillingDialogs(
      BillingService billing,
      DiscountService discounts,
      InvoiceService invoices,
      SubscriptionService subscriptions,
      Viewer viewer) {
    this.billing = billing;
    this.discounts = discounts;
    this.invoices = invoices;
    this.subscriptions = subscriptions;
    this.viewer = viewer;
  }

  void pay(Subscription seen, Consumer<Result<?>> finished) {
    BillingOutlook outlook = outlook(seen);
    PaymentPreview preview = outlook.payment();
    if (preview == null) {
      Notices.failure(text(seen.terms().trial() ? "billing.pay.not-sold" : "billing.pay.none"));
      return;
    }
    Formats formats = formats();
    Bill bill = preview.bill();
    var fields = new Fields();
    var form = new PaymentForm(fields, bill.amount().currency(), formats);
    Optional<OtherInvoices> others =
        Optional.ofNullable(outlook.open())
            .filter(open -> open.bill().equals(bill))
            .map(open -> new OtherInvoices(fields, open, otherOpen(open), formats));
    new FormDialog(
            text("billing.pay.title"),
            text("action.pay"),
            () ->
                fields.finished(
                    form.problem()
                        .map(Result::<SettledInvoice>refused)
                        .orElseGet(() -> paid(seen, others, form.entry())),
                    finished::accept),
            Stream.concat(
                    Stream.of(
                        new Paragraph(
                            text(
                                "billing.pay.consequence",
                                formats.money(bill.amount()),
                                formats.dateTime(preview.from()),
                                formats.dateTime(preview.paidUntil()))),
                        new Paragraph(text("billing.pay.reversible"))),
                    Stream.concat(
                        others.map(OtherInvoices::shown).stream(), Arrays.stream(form.shown())))
                .toArray(Component[]::new))
        .open();
  }

  private Result<SettledInvoice> paid(
      Subscription seen, Optional<OtherInvoices> others, PaymentEntry entry) {
    return others
        .filter(chosen -> !chosen.isEmpty())
        .map(
            chosen ->
                billing
                    .payTogether(viewer.actor(), seen.customerId(), chosen.all(), entry)
                    .map(List::getFirst))
        .orElseGet(() -> billing.pay(viewer.actor(), seen.id(), seen.version(), entry));
  }

  /** Of the same customer, open or overdue, in the same currency. */
  private List<InvoiceRow> otherOpen(Invoice asked) {
    ListQuery query =
        new ListQuery(
            Map.of("customerId", asked.customerId().toString(), "status", "open,overdue"),
            List.of(),
            0,
            BillingService.MOST_AT_ONCE);
    String currency = asked.bill().amount().currency();
    return invoices.list(viewer.actor(), query).orElseThrow().items().stream()
        .filter(row -> !row.invoice().id().equals(asked.id()))
        .filter(row -> row.invoice().bill().amount().currency().equals(currency))
        .toList();
  }

  void refund(Subscription seen, Predicate<Result<?>> finished) {
    Refunds refunds = outlook(seen).refund();
    if (refunds == null) {
      Notices.failure(text("billing.refund.none"));
      return;
    }
    new ReasonDialog(
            text("billing.refund.title"),
            text(
                "billing.refund.consequence",
                formats().money(refunds.total()),
                formats().dateTime(refunds.accessEndsAt())),
            text("action.refund"),
            reason ->
                finished.test(billing.refund(viewer.actor(), seen.id(), seen.version(), reason)))
        .typing(refunds.total().amount().toPlainString())
        .open();
  }

  void changeInterval(Subscription seen, Predicate<Result<SubscriptionView>> finished) {
    IntervalPreview preview = outlook(seen).intervalChange();
    if (preview == null) {
      Notices.failure(text("billing.interval.none"));
      return;
    }
    new ConfirmDialog(
            text("billing.interval.title." + preview.to().wireName()),
            consequence(preview)
                + (mayUndoInterval(seen) ? "" : " " + text("billing.interval.final")),
            text("action.change_interval"),
            () ->
                finished.test(
                    billing.changeInterval(
                        viewer.actor(), seen.id(), seen.version(), preview.to())))
        .open();
  }

  /** What makes periods again as long as they were to be. */
  Optional<DetailPage.Undo> undoInterval(Subscription before, Subscription after) {
    return mayUndoInterval(before)
        ? Optional.of(
            () ->
                billing.changeInterval(
                    viewer.actor(), after.id(), after.version(), before.nextInterval()))
        : Optional.empty();
  }

  /** A year that was asked for, and is taken back, would be asked for at another price. */
  private static boolean mayUndoInterval(Subscription before) {
    return before.renewal().interval() == null;
  }

  void discount(Subscription seen, Consumer<Result<List<Discounted>>> finished) {
    var fields = new Fields();
    var percent = fields.add("percent", new TextField(text("field.percent")));
    var price = fields.add("price", new TextField(text("billing.discount.price")));
    var last = fields.add("endsAt", Calendars.speak(new DatePicker(text("billing.discount.last"))));
    last.setHelperText(text("billing.discount.last.help"));
    var others = new MultiSelectComboBox<SubscriptionRow>(text("billing.discount.others"));
    others.setItems(othersOf(seen));
    others.setItemLabelGenerator(
        row ->
            row.connectorName()
                + " · "
                + Formats.orNothing(row.subscription().binding().account()));
    var shown = new Div(percent, price, last, others);
    shown.addClassName("dialog-form");
    new ReasonDialog(
            text("billing.discount.title"),
            text("billing.discount.consequence"),
            text("action.discount"),
            reason -> {
              Set<UUID> ids = new HashSet<>(Set.of(seen.id()));
              ids.addAll(
                  others.getValue().stream()
                      .map(row -> row.subscription().id())
                      .collect(Collectors.toSet()));
              return fields.finished(
                  discounts.give(
                      viewer.actor(),
                      seen.customerId(),
                      ids,
                      new DiscountForm(
                          percent.getValue().replace(',', '.'),
                          price.getValue().replace(',', '.'),
                          reason,
                          last.isEmpty() ? null : formats().startOf(last.getValue().plusDays(1)))),
                  finished::accept);
            })
        .asking(shown)
        .open();
  }

  /** What gives each of them the discount that it had. */
  Optional<DetailPage.Undo> undoDiscount(UUID customerId, List<Discounted> changed) {
    List<FormerDiscount> formers = changed.stream().map(Discounted::undo).toList();
    return Optional.of(
        () -> discounts.restore(viewer.actor(), customerId, formers, text("undo.reason")));
  }

  void endDiscount(Subscription seen, Predicate<Result<SubscriptionView>> finished) {
    new ReasonDialog(
            text("billing.end-discount.title"),
            text("billing.end-discount.consequence"),
            text("action.end-discount"),
            reason ->
                finished.test(discounts.end(viewer.actor(), seen.id(), seen.version(), reason)))
        .open();
  }

  private String consequence(IntervalPreview preview) {
    Formats formats = formats();
    Bill bill = preview.bill();
    return bill == null
        ? text("billing.interval.consequence.later", formats.dateTime(preview.inForceAt()))
        : text(
            "billing.interval.consequence",
            formats.money(bill.amount()),
            formats.money(bill.price()),
            formats.money(bill.credit()),
            formats.dateTime(bill.dueAt()));
  }

  private List<SubscriptionRow> othersOf(Subscription seen) {
    ListQuery query =
        new ListQuery(
            Map.of("customerId", seen.customerId().toString()),
            List.of(),
            0,
            DiscountService.MOST_OF_A_DEAL);
    return subscriptions.list(viewer.actor(), query).orElseThrow().items().stream()
        .filter(row -> !row.subscription().id().equals(seen.id()))
        .toList();
  }

  private BillingOutlook outlook(Subscription subscription) {
    return billing.outlook(viewer.actor(), subscription.id()).orElseThrow();
  }

  private Formats formats() {
    return viewer.formats(UI.getCurrent().getLocale());
  }
}
