package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.bulk.ui.BulkDialogs;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All subscriptions. */
@Route("subscriptions")
@PermitAll
final class SubscriptionListPage extends ListPage<SubscriptionRow> {

  private static final String TYPE = "subscription";

  SubscriptionListPage(SubscriptionService subscriptions, BulkDialogs bulk, Viewer viewer) {
    super(
        Screen.SUBSCRIPTIONS,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> subscriptions.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
    list().addable(filters -> total(subscriptions, filters, viewer));
    list()
        .selectable(
            row -> row.subscription().id(),
            bulk.allowed(TYPE, List.of("suspend", "resume", "cancel", "reactivate", "revoke")),
            (action, selection) -> bulk.open(TYPE, action, selection));
  }

  private String total(
      SubscriptionService subscriptions, Map<String, String> filters, Viewer viewer) {
    Formats formats = viewer.formats(getLocale());
    return subscriptions.totals(viewer.actor(), filters).orElseThrow().stream()
        .map(total -> formats.money(total.perMonth()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" + "), sum -> getTranslation("subscriptions.total", sum)));
  }

  private static List<ListFilter> filters(Formats formats) {
    UI ui = UI.getCurrent();
    return List.of(
        ListFilter.text(
            "q", ui.getTranslation("list.search"), ui.getTranslation("subscriptions.search")),
        ListFilter.text(
            "makeAccountId",
            ui.getTranslation("field.makeAccountId"),
            ui.getTranslation("field.makeAccountId")),
        ListFilter.choice(
            "status",
            ui.getTranslation("field.status"),
            Words.names(SubscriptionStatus.values()),
            Words.of("status")),
        ListFilter.choice(
            "interval",
            ui.getTranslation("field.interval"),
            Words.names(Interval.values()),
            Words.of("interval")),
        ListFilter.choice(
            "category",
            ui.getTranslation("field.category"),
            List.of(
                Category.STANDARD.wireName(),
                Category.EXTENDED.wireName(),
                Category.PREMIUM.wireName()),
            Words.of("category")),
        ListFilter.linked("connectorId", ui.getTranslation("field.connectorId"), id -> id),
        ListFilter.linked("customerId", ui.getTranslation("field.customerId"), id -> id),
        ListFilter.day("endsFrom", ui.getTranslation("filter.endsFrom"), formats),
        ListFilter.day("endsUntil", ui.getTranslation("filter.endsUntil"), formats),
        ListFilter.linked("keyPrefix", ui.getTranslation("api-keys.prefix"), prefix -> prefix));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    Columns.sortable(
        columns
            .link(
                getTranslation("field.connectorId"),
                row -> DetailPage.path(Screen.SUBSCRIPTIONS, row.subscription().id().toString()),
                SubscriptionRow::connectorName,
                row -> row.subscription().connectorId())
            .setWidth("10rem"),
        "connector");
    Columns.sortable(
        columns.link(
            getTranslation("field.customerId"),
            row -> DetailPage.path(Screen.CUSTOMERS, row.subscription().customerId().toString()),
            SubscriptionRow::customerName,
            SubscriptionRow::customerEmail),
        "customer");
    columns.badge(
        getTranslation("field.status"),
        row -> Words.of("status", row.status()),
        row -> SubscriptionTones.of(row.status()));
    Columns.sortable(
        columns.text(
            getTranslation("field.makeAccountId"),
            row -> Formats.orNothing(row.subscription().binding().account())),
        "makeAccountId");
    columns.text(
        getTranslation("field.interval"),
        row -> Words.of("interval", row.subscription().terms().interval()));
    Columns.sortable(
        columns.number(
            getTranslation("field.price"),
            row -> formats.money(row.subscription().terms().price())),
        "price");
    Columns.sortable(
        columns.text(
            getTranslation("field.endsAt"),
            row -> formats.date(row.subscription().term().endsAt())),
        "endDate");
  }
}
