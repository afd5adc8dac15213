package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorService;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.NewSubscription;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionView;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Subscribes a customer to a connector. */
@Component
public class NewSubscriptionDialog {

  private final SubscriptionService subscriptions;
  private final ConnectorService connectors;
  private final Viewer viewer;

  public NewSubscriptionDialog(
      SubscriptionService subscriptions, ConnectorService connectors, Viewer viewer) {
    this.subscriptions = subscriptions;
    this.connectors = connectors;
    this.viewer = viewer;
  }

  public Dialog of(UUID customerId, Consumer<Result.Done<SubscriptionView>> next) {
    var form = new Form();
    return new FormDialog(
        text("subscriptions.new"),
        text("subscriptions.create"),
        () -> form.fields.finished(create(form, customerId), next),
        form.connector,
        form.interval,
        form.trial,
        form.account,
        form.startsAt,
        form.paid,
        form.paymentFields);
  }

  private Result<SubscriptionView> create(Form form, UUID customerId) {
    if (form.connector.isEmpty()) {
      return Result.refused(new Refusal.Invalid("connectorId", InvalidKey.REQUIRED));
    }
    return form.problem()
        .map(Result::<SubscriptionView>refused)
        .orElseGet(() -> subscriptions.create(viewer.actor(), form.asked(customerId)));
  }

  /** What is sold: published, not free, not reserved. */
  private List<Connector> sold() {
    return connectors
        .list(
            viewer.actor(),
            new ListQuery(
                Map.of("state", ConnectorState.PUBLISHED.wireName(), "reserved", "false"),
                List.of(),
                0,
                ListQuery.MOST_ROWS))
        .orElseThrow()
        .items()
        .stream()
        .filter(connector -> connector.notSold().isEmpty())
        .toList();
  }

  /** The fields; price and trial follow the connector chosen. */
  private final class Form {

    private final Fields fields = new Fields();
    private final ComboBox<Connector> connector =
        fields.add("connectorId", new ComboBox<>(text("field.connectorId"), sold()));
    private final RadioButtonGroup<Interval> interval =
        fields.add("interval", new RadioButtonGroup<>(text("field.interval")));
    private final Checkbox trial = fields.add("trial", new Checkbox(text("field.trial")));
    private final TextField account =
        fields.add("makeAccountId", new TextField(text("field.makeAccountId")));
    private final DateTimePicker startsAt =
        fields.add("startsAt", Calendars.speak(new DateTimePicker(text("field.startsAt"))));
    private final Checkbox paid = fields.add("payment", new Checkbox(text("subscriptions.paid")));
    private final PriceList prices = connectors.prices(viewer.actor()).orElseThrow();
    private final Formats formats = viewer.formats(UI.getCurrent().getLocale());
    private final PaymentForm payment =
        new PaymentForm(fields, prices.of(Category.STANDARD, Interval.MONTH).currency(), formats);
    private final Div paymentFields = new Div(payment.shown());

    Form() {
      connector.setItemLabelGenerator(item -> item.details().name());
      connector.setPlaceholder(text("subscriptions.connector.pick"));
      connector.setRequiredIndicatorVisible(true);
      connector.addValueChangeListener(event -> follow());
      interval.setItems(Interval.values());
      interval.setValue(Interval.MONTH);
      trial.setHelperText(text("subscriptions.trial.help"));
      trial.addValueChangeListener(event -> follow());
      account.setHelperText(text("subscriptions.unbound.help"));
      startsAt.setHelperText(text("subscriptions.starts.help") + " " + Words.zone(formats.zone()));
      paid.setHelperText(text("subscriptions.paid.help"));
      paid.addValueChangeListener(event -> follow());
      paymentFields.addClassName("dialog-form");
      follow();
    }

    NewSubscription asked(UUID customerId) {
      String typed = Typed.account(account.getValue());
      return new NewSubscription(
          customerId,
          connector.getValue().id(),
          interval.getValue(),
          trial.getValue(),
          typed.isEmpty() ? null : typed,
          startsAt.isEmpty() ? null : formats.at(startsAt.getValue()),
          isPaid() ? payment.entry() : null);
    }

    Optional<Refusal.Invalid> problem() {
      return Calendars.problem("startsAt", startsAt)
          .or(() -> isPaid() ? payment.problem() : Optional.empty());
    }

    private boolean isPaid() {
      return paid.isVisible() && paid.getValue();
    }

    /** Support may only start trials, billing only paid subscriptions. */
    private void follow() {
      Connector chosen = connector.getValue();
      boolean triable = chosen == null || chosen.details().category() == Category.STANDARD;
      boolean mayTry = viewer.may(Permission.MANAGE_CUSTOMERS);
      boolean mayBill = viewer.may(Permission.BILL);
      trial.setEnabled(triable && mayTry && mayBill);
      if (!triable || !mayTry) {
        trial.setValue(false);
      } else if (!mayBill) {
        trial.setValue(true);
      }
      interval.setEnabled(!trial.getValue());
      paid.setVisible(mayBill && !trial.getValue());
      paymentFields.setVisible(isPaid());
      interval.setItemLabelGenerator(item -> label(item, chosen));
    }

    private String label(Interval item, @Nullable Connector chosen) {
      String name = Words.of("interval", item);
      return chosen == null || trial.getValue()
          ? name
          : name + ": " + formats.money(prices.of(chosen.id(), chosen.details().category(), item));
    }
  }
}
