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
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.ConfirmDialog;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.subscription.BillingOutlook;
import com.bpmcentr.console.subscription.BillingOutlook.IntervalPreview;
import com.bpmcentr.console.subscription.BillingService;
import com.bpmcentr.console.subscription.DiscountForm;
import com.bpmcentr.console.subscription.DiscountService;
import com.bpmcentr.console.subscription.Discounted;
import com.bpmcentr.console.subscription.FormerDiscount;
import com.bpmcentr.console.subscription.Refunds;
import com.bpmcentr.console.subscription.SettledInvoice;
import com.bpmcentr.console.subscription.Subscription;
import com.bpmcentr.console.subscription.SubscriptionDetail;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.console.subscription.SubscriptionView;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks before money is recorded, given back or changed, and says what exactly it would do now. */
@org.springframework.stereotype.Component
public class BillingDialogs {

  private static final String MAY_HAVE_A_DISCOUNT =
      Stream.of(SubscriptionStatus.values())
          .filter(status -> status != SubscriptionStatus.REVOKED)
          .map(SubscriptionStatus::wireName)
          .collect(Collectors.joining(","));

  private final BillingService billing;
  private final DiscountService discounts;
  private final InvoiceService invoices;
  private final SubscriptionService subscriptions;
  private final Viewer viewer;
  private final Clock clock;

  BillingDialogs(
      BillingService billing,
      DiscountService discounts,
      InvoiceService invoices,
      SubscriptionService subscriptions,
      Viewer viewer,
      Clock clock) {
    this.billing = billing;
    this.discounts = discounts;
    this.invoices = invoices;
    this.subscriptions = subscriptions;
    this.viewer = viewer;
    this.clock = clock;
  }

  /** On the page of the invoice that asks for it. */
  public void pay(Invoice open, Consumer<Result<?>> finished, Consumer<String> outdated) {
    now(open.subscriptionId())
        .ifPresentOrElse(
            seen -> pay(seen, finished, outdated), () -> outdated.accept(text("billing.pay.none")));
  }

  /**
   * @param outdated told why there is nothing to ask, as of the others here
   */
  void pay(Subscription seen, Consumer<Result<?>> finished, Consumer<String> outdated) {
    Optional<PaymentDialog.Owed> owed = owed(seen);
    if (owed.isEmpty()) {
      outdated.accept(text(seen.terms().trial() ? "billing.pay.not-sold" : "billing.pay.none"));
      return;
    }
    new PaymentDialog(
            owed.get(),
            () -> now(seen.id()).flatMap(this::owed),
            this::paid,
            finished,
            formats(),
            clock)
        .dialog()
        .open();
  }

  private Optional<PaymentDialog.Owed> owed(Subscription seen) {
    BillingOutlook outlook = outlook(seen);
    Invoice open = outlook.open();
    return Optional.ofNullable(outlook.payment())
        .map(
            payment ->
                new PaymentDialog.Owed(
                    seen, payment, open, open == null ? List.of() : otherOpen(open)));
  }

  private Optional<Subscription> now(UUID id) {
    return subscriptions.get(viewer.actor(), id)
            instanceof Result.Done<SubscriptionDetail>(SubscriptionDetail detail, _)
        ? Optional.of(detail.row().subscription())
        : Optional.empty();
  }

  private Result<SettledInvoice> paid(
      PaymentDialog.Owed owed, Set<UUID> together, PaymentEntry entry) {
    Subscription seen = owed.seen();
    return together.isEmpty()
        ? billing.pay(viewer.actor(), seen.id(), seen.version(), entry)
        : billing
            .payTogether(viewer.actor(), seen.customerId(), together, entry)
            .map(List::getFirst);
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

  /** Whether the rules give anything back: of what was given back already there is nothing left. */
  boolean isToRefund(Subscription seen) {
    return outlook(seen).refund() != null;
  }

  void refund(Subscription seen, Predicate<Result<?>> finished, Consumer<String> outdated) {
    Refunds refunds = outlook(seen).refund();
    if (refunds == null) {
      outdated.accept(text("billing.refund.none"));
      return;
    }
    new ReasonDialog(
            text("billing.refund.title"),
            text(
                refunds.accessEndsAt().isAfter(clock.instant())
                    ? "billing.refund.consequence"
                    : "billing.refund.consequence.now",
                formats().money(refunds.total()),
                formats().dateTime(refunds.accessEndsAt())),
            text("action.refund"),
            reason ->
                finished.test(billing.refund(viewer.actor(), seen.id(), seen.version(), reason)))
        .typing(formats().amount(refunds.total()), text("confirm.is.refund"))
        .open();
  }

  void changeInterval(
      Subscription seen, Predicate<Result<SubscriptionView>> finished, Consumer<String> outdated) {
    IntervalPreview preview = outlook(seen).intervalChange();
    if (preview == null) {
      outdated.accept(text("billing.interval.none"));
      return;
    }
    String title = text("billing.interval.title." + preview.to().wireName());
    if (mayUndoInterval(seen)) {
      new ConfirmDialog(
              title,
              consequence(preview),
              text("action.change_interval"),
              () -> finished.test(changedInterval(seen, preview.to(), null)))
          .open();
    } else {
      new ReasonDialog(
              title,
              consequence(preview) + " " + text("billing.interval.final"),
              text("action.change_interval"),
              reason -> finished.test(changedInterval(seen, preview.to(), reason)))
          .typing(seen.connectorId())
          .open();
    }
  }

  private Result<SubscriptionView> changedInterval(
      Subscription seen, Interval to, @Nullable String reason) {
    return billing.changeInterval(viewer.actor(), seen.id(), seen.version(), to, reason);
  }

  /** What makes periods again as long as they were to be. */
  Optional<DetailPage.Undo> undoInterval(Subscription before, Subscription after) {
    return mayUndoInterval(before)
        ? Optional.of(() -> changedInterval(after, before.nextInterval(), text("undo.reason")))
        : Optional.empty();
  }

  /** A year that was asked for, and is taken back, would be asked for at another price. */
  private static boolean mayUndoInterval(Subscription before) {
    return before.renewal().interval() == null;
  }

  void discount(Subscription seen, Predicate<Result<List<Discounted>>> finished) {
    var fields = new Fields();
    var percent = fields.add("percent", new TextField(text("field.percent")));
    var price = fields.add("price", new TextField(text("billing.discount.price")));
    eitherOr(percent, price);
    var last = fields.add("endsAt", Calendars.speak(new DatePicker(text("billing.discount.last"))));
    last.setHelperText(text("billing.discount.last.help"));
    var others = new MultiSelectComboBox<SubscriptionRow>(text("billing.discount.others"));
    others.setI18n(SpokenWords.ofChoices());
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
              Map<UUID, Integer> versions = new HashMap<>(Map.of(seen.id(), seen.version()));
              others
                  .getValue()
                  .forEach(
                      row -> versions.put(row.subscription().id(), row.subscription().version()));
              Result<List<Discounted>> result =
                  Result.unless(
                      Calendars.problem("endsAt", last),
                      () ->
                          discounts.give(
                              viewer.actor(),
                              seen.customerId(),
                              versions.keySet(),
                              versions,
                              new DiscountForm(
                                  Typed.percents(percent.getValue()),
                                  Typed.number(price.getValue()),
                                  reason,
                                  last.isEmpty()
                                      ? null
                                      : formats().startOf(last.getValue().plusDays(1)))));
              // What it would replace may no longer be what was looked at: the page shows it.
              return fields.finishedBy(finished, result);
            })
        .asking(shown)
        .open();
  }

  /** What is given as the one cannot be given as the other. */
  private static void eitherOr(TextField one, TextField other) {
    one.addValueChangeListener(_ -> other.setEnabled(one.isEmpty()));
    other.addValueChangeListener(_ -> one.setEnabled(other.isEmpty()));
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

  /** All of the customer's that may still have one, to be searched in. */
  private List<SubscriptionRow> othersOf(Subscription seen) {
    Map<String, String> filters =
        Map.of("customerId", seen.customerId().toString(), "status", MAY_HAVE_A_DISCOUNT);
    List<SubscriptionRow> found = new ArrayList<>();
    List<SubscriptionRow> part;
    do {
      part =
          subscriptions
              .list(
                  viewer.actor(),
                  new ListQuery(filters, List.of(), found.size(), ListQuery.MOST_ROWS).uncounted())
              .orElseThrow()
              .items();
      found.addAll(part);
    } while (part.size() == ListQuery.MOST_ROWS);
    found.removeIf(row -> row.subscription().id().equals(seen.id()));
    return found;
  }

  private BillingOutlook outlook(Subscription subscription) {
    return billing.outlook(viewer.actor(), subscription.id()).orElseThrow();
  }

  private Formats formats() {
    return viewer.formats(UI.getCurrent().getLocale());
  }
}
