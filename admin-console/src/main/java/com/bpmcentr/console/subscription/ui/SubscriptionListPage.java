package com.bpmcentr.console.subscription.ui;

import com.bpmcentr.console.bulk.ui.BulkDialogs;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ConnectorFilter;
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

  SubscriptionListPage(
      SubscriptionService subscriptions,
      BulkDialogs bulk,
      ConnectorFilter connector,
      Viewer viewer) {
    super(
        Screen.SUBSCRIPTIONS,
        filters(connector.make(), viewer.formats(UI.getCurrent().getLocale())),
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

  private static List<ListFilter> filters(ListFilter connector, Formats formats) {
    return List.of(
        ListFilter.text("q", "list.search", "subscriptions.search"),
        ListFilter.text("makeAccountId", "field.makeAccountId"),
        connector,
        ListFilter.choice("status", "field.status", SubscriptionStatus.values(), "status"),
        ListFilter.choice("interval", "field.interval", Interval.values(), "interval"),
        ListFilter.choice(
            "category",
            "field.category",
            List.of(
                Category.STANDARD.wireName(),
                Category.EXTENDED.wireName(),
                Category.PREMIUM.wireName()),
            Words.of("category")),
        ListFilter.linked("customerId", "field.customerId"),
        ListFilter.day("endsFrom", formats),
        ListFilter.day("endsUntil", formats),
        ListFilter.linked("keyPrefix", "api-keys.prefix"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("connector")
        .link(
            "field.connectorId",
            row -> DetailPage.path(Screen.SUBSCRIPTIONS, row.subscription().id().toString()),
            SubscriptionRow::connectorName,
            row -> columns.areOnAPhone() ? row.customerName() : row.subscription().connectorId())
        .setWidth("10rem");
    columns
        .by("customer")
        .link(
            "field.customerId",
            row -> DetailPage.path(Screen.CUSTOMERS, row.subscription().customerId().toString()),
            SubscriptionRow::customerName,
            SubscriptionRow::customerEmail);
    columns.badge(
        "field.status",
        row -> Words.of("status", row.status()),
        row -> SubscriptionTones.of(row.status()),
        row ->
            row.customerBlockedAt() == null
                ? null
                : getTranslation("subscriptions.of-a-blocked-customer"));
    columns
        .by("makeAccountId")
        .text(
            "field.makeAccountId",
            row -> Formats.orNothing(row.subscription().binding().account()));
    columns.text(
        "field.interval", row -> Words.of("interval", row.subscription().terms().interval()));
    columns
        .by("price")
        .number("field.price", row -> formats.money(row.subscription().terms().price()));
    columns
        .by("endDate")
        .text("field.endsAt", row -> formats.date(row.subscription().term().endsAt()));
  }
}
