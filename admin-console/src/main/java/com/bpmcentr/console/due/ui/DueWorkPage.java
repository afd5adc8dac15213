package com.bpmcentr.console.due.ui;

import com.bpmcentr.console.due.DueFailure;
import com.bpmcentr.console.due.DueRetry;
import com.bpmcentr.console.due.DueService;
import com.bpmcentr.console.due.DueStandings;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.list.Columns;
import com.bpmcentr.console.shell.list.ListFilter;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What falls due by itself: which kinds are late, and what could not be done. */
@Route("due-work")
@PermitAll
final class DueWorkPage extends ListPage<DueFailure> {

  private final DueService due;
  private final Viewer viewer;
  private final Formats formats;
  private final Clock clock;
  private final Div late = new Div();

  DueWorkPage(DueService due, Viewer viewer, Clock clock) {
    super(Screen.DUE_WORK, filters(due, viewer), query -> due.failures(viewer.actor(), query));
    this.due = due;
    this.viewer = viewer;
    this.formats = viewer.formats(getLocale());
    this.clock = clock;
    late.addClassName("stack");
    head().below(new Span(getTranslation("due-work.help")));
    addComponentAtIndex(1, late);
    addColumns();
  }

  private static List<ListFilter> filters(DueService due, Viewer viewer) {
    return List.of(
        ListFilter.choice(
            "work",
            "due-work.work",
            due.standings(viewer.actor()).orElseThrow().stream()
                .map(DueStandings.Standing::work)
                .toList(),
            DueWorkPage::named),
        ListFilter.linked("subscriptionId", "invoices.subscription"),
        ListFilter.linked("customerId", "field.customerId"));
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    showLate();
    super.afterNavigation(event);
  }

  private void showLate() {
    Instant now = clock.instant();
    late.removeAll();
    due.standings(viewer.actor()).orElseThrow().stream()
        .filter(work -> work.isBehind(now))
        .forEach(
            work ->
                late.add(
                    new Note(
                        Note.Kind.BAD,
                        getTranslation("due-work.late", named(work.work())),
                        new Span(
                            getTranslation(
                                "due-work.late.since", formats.dateTime(work.reached()))))));
    late.setVisible(late.getComponentCount() > 0);
  }

  private void addColumns() {
    var columns = new Columns<>(list().grid());
    columns.link(
        "due-work.subject",
        failure -> DetailPage.path(Screen.SUBSCRIPTIONS, failure.subjectId().toString()),
        failure ->
            failure.customerName() == null
                ? failure.subjectId().toString()
                : failure.customerName(),
        DueFailure::connectorName);
    columns.prose("due-work.work", failure -> named(failure.work()));
    columns.by("dueAt").text("due-work.due-at", failure -> formats.dateTime(failure.dueAt()));
    columns
        .by("failedAt")
        .twoLines(
            "due-work.failed-at",
            failure -> formats.dateTime(failure.failedAt()),
            failure -> getTranslation("feed.alarm.for-support") + ": " + failure.error());
    if (viewer.may(Permission.BILL)) {
      columns.button(getTranslation("list.retry"), this::retry);
    }
  }

  private void retry(DueFailure failure) {
    switch (due.retry(viewer.actor(), failure.id())) {
      case Result.Done<DueRetry>(DueRetry outcome, var _) when outcome == DueRetry.FAILED ->
          Notices.failure(getTranslation("due-work.retry.failed"));
      case Result.Done<DueRetry>(DueRetry outcome, var _) ->
          Notices.success(getTranslation("due-work.retry." + outcome.wireName()));
      case Result.Refused<DueRetry>(var refusal) -> Notices.refused(refusal);
    }
    showLate();
    list().refresh();
  }

  private static String named(String work) {
    return Words.ifKnown("due-work.of." + work, work);
  }
}
