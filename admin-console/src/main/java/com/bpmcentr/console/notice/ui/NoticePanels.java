package com.bpmcentr.console.notice.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.notice.Notice;
import com.bpmcentr.console.notice.NoticeService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a customer was to be told lately. */
@Component
public class NoticePanels {

  private static final int MOST_ROWS = 5;

  private final NoticeService notices;
  private final Viewer viewer;

  public NoticePanels(NoticeService notices, Viewer viewer) {
    this.notices = notices;
    this.viewer = viewer;
  }

  /** Of all the customer's subscriptions; nothing where nothing was due yet. */
  public Optional<Panel> ofCustomer(UUID id) {
    List<Notice> found =
        notices
            .list(
                viewer.actor(),
                new ListQuery(Map.of("customerId", id.toString()), List.of(), 0, MOST_ROWS))
            .orElseThrow()
            .items();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Formats formats = viewer.formats(UI.getCurrent().getLocale());
    var rows = new Rows();
    for (Notice notice : found) {
      var subscription =
          new Anchor(
              DetailPage.path(Screen.SUBSCRIPTIONS, notice.subscriptionId().toString()),
              notice.connectorName());
      var lines = new Div(new Span(NoticeWords.of(notice, formats)), subscription);
      lines.addClassName("cell-two-lines");
      var due = new Span(text("notices.due", formats.date(notice.dueAt())));
      due.addClassName("secondary");
      rows.row(lines, due);
    }
    var panel = new Panel(text("notices.of-customer"), rows);
    panel.action(new Anchor(Screen.NOTICES.path() + "?customerId=" + id, text("notices.all")));
    return Optional.of(panel);
  }
}
