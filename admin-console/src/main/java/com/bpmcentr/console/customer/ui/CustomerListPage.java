package com.bpmcentr.console.customer.ui;

import com.bpmcentr.console.bulk.ui.BulkDialogs;
import com.bpmcentr.console.customer.CustomerRow;
import com.bpmcentr.console.customer.CustomerService;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ConnectorFilter;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** All customers. */
@Route("customers")
@RouteAlias("customers/" + ListPage.NEW)
@PermitAll
final class CustomerListPage extends ListPage<CustomerRow> {

  private static final String TYPE = "customer";

  private final CustomerService customers;
  private final Viewer viewer;

  CustomerListPage(
      CustomerService customers, BulkDialogs bulk, ConnectorFilter connector, Viewer viewer) {
    super(
        Screen.CUSTOMERS,
        filters(connector.make()),
        query -> customers.list(viewer.actor(), query));
    this.customers = customers;
    this.viewer = viewer;
    addColumns(viewer.formats(getLocale()));
    list()
        .selectable(
            row -> row.customer().id(),
            bulk.allowed(TYPE, List.of("block", "unblock")),
            (action, selection) -> bulk.open(TYPE, action, selection));
    if (viewer.may(Permission.MANAGE_CUSTOMERS)) {
      make(getTranslation("customers.new"), VaadinIcon.PLUS, this::askForCustomer);
    }
  }

  private static List<ListFilter> filters(ListFilter connector) {
    return List.of(
        ListFilter.text("q", "list.search", "customers.search"),
        ListFilter.choice(
            "blocked", "customers.state", List.of("false", "true"), Words.of("customers.blocked")),
        ListFilter.choice(
            "locale",
            "field.locale",
            Words.names(Language.values()),
            CustomerListPage::languageName),
        ListFilter.pick(
            "country",
            "field.country",
            CustomerForm.countries(UI.getCurrent().getLocale()),
            Words::country),
        connector,
        ListFilter.linked("makeAccountId", "field.makeAccountId"),
        ListFilter.linked("keyPrefix", "api-keys.prefix"));
  }

  private static String languageName(String code) {
    return WireName.find(Language.class, code).map(Languages::ownName).orElse(code);
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("name")
        .link(
            "customers.name",
            row -> DetailPage.path(Screen.CUSTOMERS, row.customer().id().toString()),
            row -> row.customer().details().name(),
            row -> row.customer().details().email());
    columns
        .by("company")
        .prose("field.company", row -> Formats.orNothing(row.customer().details().company()));
    // Not sortable: the list knows codes, and names in each language have an order of their own.
    columns.text("field.country", row -> Words.country(row.customer().details().country()));
    columns.number("subscriptions.title", row -> formats.number(row.subscriptions()));
    columns.number("api-keys.title", row -> formats.number(row.apiKeys()));
    columns.badge(
        "customers.state",
        row -> Words.of("customers.blocked", String.valueOf(row.customer().blocked())),
        row -> row.customer().blocked() ? Tone.BAD : Tone.GOOD);
    columns
        .by("createdAt")
        .text("field.createdAt", row -> formats.date(row.customer().createdAt()));
  }

  private void askForCustomer() {
    CustomerForm.empty()
        .dialog(
            getTranslation("customers.new"),
            getTranslation("customers.create"),
            details -> customers.create(viewer.actor(), details),
            made -> DetailPage.open(Screen.CUSTOMERS, made.value().id().toString(), null))
        .open();
  }
}
