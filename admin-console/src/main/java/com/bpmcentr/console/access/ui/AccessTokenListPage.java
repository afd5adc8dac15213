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
    return List.of(
        ListFilter.text("prefix", "tokens.prefix"),
        ListFilter.text("q", "staff.member", "staff.search"),
        ListFilter.choice("status", "field.status", AccessTokenStatus.values(), "token-status"),
        ListFilter.linked("staffId", "staff.member"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns
        .by("name")
        .link(
            "field.name",
            row -> DetailPage.path(Screen.STAFF, row.token().staffId().toString()),
            row -> row.token().name(),
            row -> row.token().prefix() + "…");
    columns
        .by("member")
        .twoLines("staff.member", AccessTokenRow::memberName, AccessTokenRow::memberEmail)
        .setAutoWidth(false)
        .setWidth("16rem")
        .setFlexGrow(1);
    columns.badge(
        "field.status",
        row -> Words.of("token-status", row.status()),
        row -> StaffWords.tone(row.status()));
    columns
        .by("lastUsedAt")
        .text("tokens.last-used", row -> formats.optionalDateTime(row.token().lastUsedAt()));
    columns
        .by("expiresAt")
        .text(
            "field.notAfter",
            row ->
                row.token().expiresAt() == null && row.token().revokedAt() == null
                    ? getTranslation("tokens.endless")
                    : formats.optionalDateTime(row.token().expiresAt()));
    columns.by("createdAt").text("field.createdAt", row -> formats.date(row.token().createdAt()));
  }
}
