package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.invoice.PaymentEntry;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Fields;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;

/** What came in; the amount is typed, so that it is compared with what is owed. */
final class PaymentForm {

  /**
   * Vaadin's select calls the button that it is required, which a button must not be called. The
   * mark at its label stays.
   */
  private static final String NO_BUTTON_IS_REQUIRED =
      """
      this.updateComplete.then(() =>
          this.querySelector('vaadin-select-value-button').removeAttribute('aria-required'));
      """;

  private final Formats formats;
  private final TextField amount;
  private final TextField currency;
  private final Select<PaymentMethod> method;
  private final TextField reference;
  private final DateTimePicker paidAt;

  /**
   * Fields of a form, empty but for the currency.
   *
   * @param fields where refusals are to find them
   */
  PaymentForm(Fields fields, String owed, Formats formats) {
    this.formats = formats;
    amount = fields.add("amount", new TextField(text("field.amount")));
    currency = fields.add("currency", new TextField(text("field.currency")));
    method = fields.add("method", new Select<>());
    reference = fields.add("reference", new TextField(text("field.reference")));
    paidAt = fields.add("paidAt", Calendars.speak(new DateTimePicker(text("field.paidAt"))));
    currency.setValue(owed);
    method.setLabel(text("field.method"));
    method.setItems(PaymentMethod.values());
    method.setItemLabelGenerator(each -> Words.of("payment-method", each));
    amount.setRequiredIndicatorVisible(true);
    method.setRequiredIndicatorVisible(true);
    method.getElement().executeJs(NO_BUTTON_IS_REQUIRED);
    currency.setRequiredIndicatorVisible(true);
    reference.setRequiredIndicatorVisible(true);
    paidAt.setHelperText(text("billing.pay.now") + " " + Words.zone(formats.zone()));
  }

  Component[] shown() {
    return new Component[] {amount, currency, method, reference, paidAt};
  }

  /** What the fields themselves know to be missing: the service would take it for "now". */
  Optional<Refusal.Invalid> problem() {
    if (method.isEmpty()) {
      return Optional.of(new Refusal.Invalid("method", InvalidKey.REQUIRED));
    }
    return Calendars.problem("paidAt", paidAt);
  }

  PaymentEntry entry() {
    return new PaymentEntry(
        Typed.number(amount.getValue()),
        currency.getValue(),
        method.getValue(),
        reference.getValue(),
        paidAt.isEmpty() ? null : formats.at(paidAt.getValue()));
  }
}
