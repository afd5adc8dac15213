package com.bpmcentr.console.invoice.ui;

import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All invoices. */
@Route("invoices")
@PermitAll
final class InvoiceListPage extends ListPage<InvoiceRow> {

  InvoiceListPage(InvoiceService invoices, Viewer viewer) {
    super(
        Screen.INVOICES,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> invoices.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
    list().addable(filters -> total(invoices, filters, viewer));
  }

  private String total(InvoiceService invoices, Map<String, String> filters, Viewer viewer) {
    Formats formats = viewer.formats(getLocale());
    return invoices.totals(viewer.actor(), filters).orElseThrow().stream()
        .map(total -> formats.money(total.amount()))
        .collect(Collectors.joining(" + "));
  }

  private static List<ListFilter> filters(Formats formats) {
    UI ui = UI.getCurrent();
    return List.of(
        ListFilter.text(
            "q", ui.getTranslation("list.search"), ui.getTranslation("invoices.search")),
        ListFilter.text(
            "reference",
            ui.getTranslation("field.reference"),
            ui.getTranslation("field.reference")),
        ListFilter.choice(
            "status",
            ui.getTranslation("field.status"),
            Words.names(InvoiceStatus.values()),
            Words.of("invoice-status")),
        ListFilter.choice(
            "method",
            ui.getTranslation("field.method"),
            Words.names(PaymentMethod.values()),
            Words.of("payment-method")),
        ListFilter.day("issuedFrom", ui.getTranslation("filter.issuedFrom"), formats),
        ListFilter.day("issuedUntil", ui.getTranslation("filter.issuedUntil"), formats),
        ListFilter.linked("number", ui.getTranslation("invoices.number"), number -> number),
        ListFilter.linked("customerId", ui.getTranslation("field.customerId"), id -> id),
        ListFilter.linked("subscriptionId", ui.getTranslation("invoices.subscription"), id -> id));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    Columns.sortable(
        columns.link(
            getTranslation("invoices.number"),
            row -> DetailPage.path(Screen.INVOICES, row.invoice().id().toString()),
            row -> getTranslation("invoices.numbered", Long.toString(row.invoice().number())),
            InvoiceRow::connectorName),
        "number");
    Columns.sortable(
        columns.link(
            getTranslation("field.customerId"),
            row -> DetailPage.path(Screen.CUSTOMERS, row.invoice().customerId().toString()),
            InvoiceRow::customerName,
            InvoiceRow::customerEmail),
        "customer");
    columns.badge(
        getTranslation("field.status"),
        row -> Words.of("invoice-status", row.status()),
        row -> InvoiceTones.of(row.status()));
    Columns.sortable(
        columns.number(
            getTranslation("field.amount"), row -> formats.money(row.invoice().bill().amount())),
        "amount");
    Columns.sortable(
        columns.text(
            getTranslation("invoices.issued-at"), row -> formats.date(row.invoice().issuedAt())),
        "issuedAt");
    Columns.sortable(
        columns.text(
            getTranslation("invoices.due-at"), row -> formats.date(row.invoice().bill().dueAt())),
        "dueAt");
  }
}
