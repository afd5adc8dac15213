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
    addColumns(viewer.formats(getLocale()));
  }

  private static List<ListFilter> filters(Formats formats) {
    UI ui = UI.getCurrent();
    return List.of(
        ListFilter.text("q", ui.getTranslation("list.search"), ui.getTranslation("notices.search")),
        ListFilter.choice(
            "kind",
            ui.getTranslation("notices.kind"),
            NoticeService.kinds().stream().map(EventKind::wireName).toList(),
            Words.of("notice")),
        ListFilter.day("dueFrom", ui.getTranslation("filter.dueFrom"), formats),
        ListFilter.day("dueUntil", ui.getTranslation("filter.dueUntil"), formats),
        ListFilter.linked("customerId", ui.getTranslation("field.customerId"), id -> id),
        ListFilter.linked("connectorId", ui.getTranslation("field.connectorId"), id -> id),
        ListFilter.linked("subscriptionId", ui.getTranslation("invoices.subscription"), id -> id));
  }

  private void addColumns(Formats formats) {
    var columns = new Columns<>(list().grid());
    columns.link(
        getTranslation("notices.kind"),
        notice -> DetailPage.path(Screen.SUBSCRIPTIONS, notice.subscriptionId().toString()),
        notice -> NoticeWords.of(notice, formats),
        Notice::connectorName);
    columns.link(
        getTranslation("field.customerId"),
        notice -> DetailPage.path(Screen.CUSTOMERS, notice.customerId().toString()),
        Notice::customerName,
        Notice::customerEmail);
    Columns.sortable(
        columns.text(getTranslation("notices.due-at"), notice -> formats.dateTime(notice.dueAt())),
        "dueAt");
    columns.text(
        getTranslation("notices.recorded-at"), notice -> formats.dateTime(notice.recordedAt()));
    columns.text(getTranslation("notices.ends-at"), notice -> formats.dateTime(notice.endsAt()));
  }
}
