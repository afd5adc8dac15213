package com.bpmcentr.console.subscription.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.invoice.Invoice;
import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.Payment;
import com.bpmcentr.console.invoice.ui.InvoiceTones;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A subscription's newest invoices, and what can be done about money. */
@Component
class BillingPanel {

  private static final int SHOWN = 6;

  private final InvoiceService invoices;
  private final Viewer viewer;

  BillingPanel(InvoiceService invoices, Viewer viewer) {
    this.invoices = invoices;
    this.viewer = viewer;
  }

  Panel of(UUID subscriptionId, List<Button> buttons, Formats formats) {
    Page<InvoiceRow> found =
        invoices
            .list(
                viewer.actor(),
                new ListQuery(
                    Map.of("subscriptionId", subscriptionId.toString()), List.of(), 0, SHOWN))
            .orElseThrow();
    var actions = new Div();
    buttons.forEach(actions::add);
    actions.addClassName("panel-actions");
    var panel =
        new Panel(
            text("invoices.title"),
            found.items().isEmpty() ? new Paragraph(text("invoices.none")) : rows(found, formats));
    if (found.total() > SHOWN) {
      panel.action(
          new Anchor(
              Screen.INVOICES.path() + "?subscriptionId=" + subscriptionId, text("invoices.all")));
    }
    if (!buttons.isEmpty()) {
      panel.add(actions);
    }
    return panel;
  }

  private static Rows rows(Page<InvoiceRow> found, Formats formats) {
    var rows = new Rows();
    for (InvoiceRow row : found.items()) {
      Invoice invoice = row.invoice();
      var link =
          new Anchor(
              DetailPage.path(Screen.INVOICES, invoice.id().toString()),
              text("invoices.named", Long.toString(invoice.number())));
      var period = text("invoices.from-to", formats.date(from(invoice)), formats.date(to(invoice)));
      rows.row(
          new TwoLines(link, period),
          new Span(formats.money(invoice.bill().amount())),
          InvoiceTones.badge(row.status()));
    }
    return rows;
  }

  /** Of what is paid that which was paid for: a late payment's period starts with it. */
  private static Instant from(Invoice invoice) {
    Payment payment = invoice.payment();
    return payment == null ? invoice.bill().from() : payment.from();
  }

  private static Instant to(Invoice invoice) {
    Payment payment = invoice.payment();
    return payment == null ? invoice.bill().to() : payment.to();
  }
}
