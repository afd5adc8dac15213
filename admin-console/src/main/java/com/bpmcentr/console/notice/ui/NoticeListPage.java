package com.bpmcentr.console.notice.ui;

import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.subscription.EventKind;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** All that customers were to be told. */
@Route("notices")
@PermitAll
final class NoticeListPage extends ListPage<Notice> {

  NoticeListPage(NoticeService notices, Viewer viewer) {
    super(
        Screen.NOTICES,
        filters(viewer.formats(UI.getCurrent().getLocale())),
        query -> notices.list(viewer.actor(), query));
    head().below(new Span(getTranslation("notices.help")));
    addColumns(viewer.formats(getLocale()));
  }

  private static List<ListFilter> filters(Formats formats) {
    return List.of(
        ListFilter.text("q", "list.search", "notices.search"),
        ListFilter.choice(
            "kind",
            "notices.kind",
            NoticeService.kinds().stream().map(EventKind::wireName).toList(),
            Words.of("notice")),
        ListFilter.day("dueFrom", formats),
        ListFilter.day("dueUntil", formats),
        ListFilter.linked("customerId", "field.customerId"),
        ListFilter.linked("connectorId", "field.connectorId"),
        ListFilter.linked("subscriptionId", "invoices.subscription"));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns.link(
        "notices.kind",
        notice -> DetailPage.path(Screen.SUBSCRIPTIONS, notice.subscriptionId().toString()),
        notice -> NoticeWords.of(notice, formats),
        Notice::connectorName);
    columns.link(
        "field.customerId",
        notice -> DetailPage.path(Screen.CUSTOMERS, notice.customerId().toString()),
        Notice::customerName,
        Notice::customerEmail);
    columns.by("dueAt").text("notices.due-at", notice -> formats.dateTime(notice.dueAt()));
    columns.text("notices.recorded-at", notice -> formats.dateTime(notice.recordedAt()));
    columns.text("notices.ends-at", notice -> formats.dateTime(notice.endsAt()));
  }
}
