package com.bpmcentr.console.access.ui;

import com.bpmcentr.console.access.AccessTokenRow;
import com.bpmcentr.console.access.AccessTokenStatus;
import com.bpmcentr.console.access.AccessTokens;
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

/** All members' access tokens: whose a token is that turned up somewhere, and which are unused. */
@Route("access-tokens")
@PermitAll
final class AccessTokenListPage extends ListPage<AccessTokenRow> {

  AccessTokenListPage(AccessTokens tokens, Viewer viewer) {
    super(Screen.ACCESS_TOKENS, filters(), query -> tokens.list(viewer.actor(), query));
    addColumns(viewer.formats(getLocale()));
  }

  private static List<ListFilter> filters() {
    UI ui = UI.getCurrent();
    return List.of(
        ListFilter.text(
            "prefix", ui.getTranslation("tokens.prefix"), ui.getTranslation("tokens.prefix")),
        ListFilter.text("q", ui.getTranslation("staff.member"), ui.getTranslation("staff.search")),
        ListFilter.choice(
            "status",
            ui.getTranslation("field.status"),
            Words.names(AccessTokenStatus.values()),
            Words.of("token-status")),
        ListFilter.linked("staffId", ui.getTranslation("staff.member"), id -> id));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    Columns.sortable(
        columns.link(
            getTranslation("field.name"),
            row -> DetailPage.path(Screen.STAFF, row.token().staffId().toString()),
            row -> row.token().name(),
            row -> row.token().prefix() + "…"),
        "name");
    Columns.sortable(
        columns.twoLines(
            getTranslation("staff.member"),
            AccessTokenRow::memberName,
            AccessTokenRow::memberEmail),
        "member");
    columns.badge(
        getTranslation("field.status"),
        row -> Words.of("token-status", row.status()),
        row -> StaffWords.tone(row.status()));
    Columns.sortable(
        columns.text(
            getTranslation("tokens.last-used"),
            row -> formats.optionalDateTime(row.token().lastUsedAt())),
        "lastUsedAt");
    Columns.sortable(
        columns.text(
            getTranslation("field.notAfter"),
            row -> formats.optionalDateTime(row.token().expiresAt())),
        "expiresAt");
    Columns.sortable(
        columns.text(
            getTranslation("field.createdAt"), row -> formats.date(row.token().createdAt())),
        "createdAt");
  }
}
