package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.connector.Money;
import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.detail.Fields;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The customer's other open invoices, which the same money may be of; says the sum. */
final class OtherInvoices {

  private final MultiSelectComboBox<InvoiceRow> field;
  private final Invoice asked;
  private final Formats formats;

  /**
   * A field of a form.
   *
   * @param fields where refusals are to find it
   * @param asked the one that is paid in any case
   * @param open those to choose from
   */
  OtherInvoices(Fields fields, Invoice asked, List<InvoiceRow> open, Formats formats) {
    this.asked = asked;
    this.formats = formats;
    field = fields.add("invoiceIds", new MultiSelectComboBox<>(text("billing.pay.others")));
    field.setI18n(SpokenWords.ofChoices());
    field.setItems(open);
    field.setItemLabelGenerator(
        row ->
            text("invoices.numbered", Long.toString(row.invoice().number()))
                + " · "
                + row.connectorName()
                + " · "
                + formats.money(row.invoice().bill().amount()));
    field.addValueChangeListener(event -> field.setHelperText(together()));
    field.setHelperText(together());
    field.setVisible(!open.isEmpty());
  }

  Component shown() {
    return field;
  }

  boolean isEmpty() {
    return field.isEmpty();
  }

  /** Those that were chosen, and the one that is paid in any case. */
  Set<UUID> all() {
    Set<UUID> ids = new HashSet<>(Set.of(asked.id()));
    field.getValue().forEach(row -> ids.add(row.invoice().id()));
    return ids;
  }

  private String together() {
    BigDecimal sum = asked.bill().amount().amount();
    for (InvoiceRow row : field.getValue()) {
      sum = sum.add(row.invoice().bill().amount().amount());
    }
    return field.isEmpty()
        ? text("billing.pay.others.help")
        : text(
            "billing.pay.together",
            formats.money(new Money(sum, asked.bill().amount().currency())));
  }
}
