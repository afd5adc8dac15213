package com.bpmcentr.console.invoice.ui;

import com.bpmcentr.console.invoice.InvoiceRow;
import com.bpmcentr.console.invoice.InvoiceService;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.Payment;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    return List.of(
        ListFilter.text("q", "list.search", "invoices.search"),
        ListFilter.text("reference", "field.reference"),
        ListFilter.choice("status", "field.status", InvoiceStatus.values(), "invoice-status"),
        ListFilter.choice("method", "field.method", PaymentMethod.values(), "payment-method"),
        ListFilter.day("issuedFrom", formats),
        ListFilter.day("issuedUntil", formats),
        ListFilter.day("dueFrom", formats),
        ListFilter.day("dueUntil", formats),
        ListFilter.day("paidFrom", formats),
        ListFilter.day("paidUntil", formats),
        ListFilter.linked("number", "invoices.number"),
        ListFilter.linked("customerId", "field.customerId"),
        ListFilter.linked("subscriptionId", "invoices.subscription"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("number")
        .link(
            "invoices.number",
            row -> DetailPage.path(Screen.INVOICES, row.invoice().id().toString()),
            row -> getTranslation("invoices.numbered", Long.toString(row.invoice().number())),
            InvoiceRow::connectorName);
    columns
        .by("customer")
        .link(
            "field.customerId",
            row -> DetailPage.path(Screen.CUSTOMERS, row.invoice().customerId().toString()),
            InvoiceRow::customerName,
            InvoiceRow::customerEmail);
    columns.badge(
        "field.status",
        row -> Words.of("invoice-status", row.status()),
        row -> InvoiceTones.of(row.status()));
    columns
        .by("amount")
        .number("field.amount", row -> formats.money(row.invoice().bill().amount()));
    columns
        .by("issuedAt")
        .text("invoices.issued-at", row -> formats.date(row.invoice().issuedAt()));
    columns.by("dueAt").text("invoices.due-at", row -> formats.date(row.invoice().bill().dueAt()));
    columns
        .by("paidAt")
        .twoLines(
            "field.paidAt",
            row -> Formats.orNothing(paid(row, payment -> formats.date(payment.paidAt()))),
            row -> paid(row, payment -> Words.of("payment-method", payment.method())));
  }

  private static @Nullable String paid(InvoiceRow row, Function<Payment, String> part) {
    Payment payment = row.invoice().payment();
    return payment == null ? null : part.apply(payment);
  }
}
