package com.bpmcentr.console.apikey.ui;

import com.bpmcentr.console.apikey.ApiKeyRow;
import com.bpmcentr.console.apikey.ApiKeyService;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.bulk.ui.BulkDialogs;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.license.Environment;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** All keys; of each only what may be shown. */
@Route("api-keys")
@PermitAll
final class ApiKeyListPage extends ListPage<ApiKeyRow> {

  private static final String TYPE = "api-key";

  ApiKeyListPage(ApiKeyService keys, BulkDialogs bulk, Viewer viewer) {
    super(Screen.API_KEYS, filters(), query -> keys.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
    list()
        .selectable(
            row -> row.apiKey().id(),
            bulk.allowed(TYPE, List.of("revoke")),
            (action, selection) -> bulk.open(TYPE, action, selection));
  }

  private static List<ListFilter> filters() {
    return List.of(
        ListFilter.text("q", "list.search", "api-keys.search"),
        ListFilter.text("prefix", "api-keys.prefix"),
        ListFilter.choice("status", "field.status", ApiKeyStatus.values(), "key-status"),
        ListFilter.choice(
            "attention",
            "key-attention",
            List.of("expiring", "unused", "shared"),
            Words.of("key-attention")),
        ListFilter.choice("environment", "field.environment", Environment.values(), "environment"),
        ListFilter.linked("customerId", "field.customerId"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("name")
        .link(
            "field.name",
            row -> DetailPage.path(Screen.API_KEYS, row.apiKey().id().toString()),
            row -> row.apiKey().name(),
            row -> row.apiKey().prefix() + "…");
    columns
        .by("customer")
        .link(
            "field.customerId",
            row -> DetailPage.path(Screen.CUSTOMERS, row.apiKey().customerId().toString()),
            ApiKeyRow::customerName,
            ApiKeyRow::customerEmail);
    columns.badge(
        "field.status",
        row -> Words.of("key-status", row.status()),
        row -> KeyTones.of(row.status()));
    columns.text("api-keys.last-used", row -> formats.optionalDateTime(row.lastUsedHour()));
    columns.by("createdAt").text("field.createdAt", row -> formats.date(row.apiKey().createdAt()));
    columns
        .by("notAfter")
        .text(
            "field.notAfter",
            row ->
                row.apiKey().notAfter() == null && row.apiKey().revocation() == null
                    ? getTranslation("tokens.endless")
                    : formats.optionalDateTime(row.apiKey().notAfter()));
  }
}
