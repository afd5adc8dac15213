package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.AuditEntry;
import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Timeline;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was done to a thing, from the audit log; only for those who may read that. */
@Component
public final class AuditTimeline {

  private static final int MOST_ENTRIES = 10;

  private final AuditService audit;
  private final Viewer viewer;

  public AuditTimeline(AuditService audit, Viewer viewer) {
    this.audit = audit;
    this.viewer = viewer;
  }

  public Optional<Panel> of(UUID targetId, Formats formats) {
    if (!viewer.may(Screen.AUDIT.permission())) {
      return Optional.empty();
    }
    Result<Page<AuditEntry>> found =
        audit.list(
            viewer.actor(),
            new ListQuery(Map.of("targetId", targetId.toString()), List.of(), 0, MOST_ENTRIES));
    UI ui = UI.getCurrent();
    var timeline = new Timeline();
    for (AuditEntry entry : found.orElseThrow().items()) {
      timeline.event(
          AuditWords.operation(entry.operation()),
          ui.getTranslation("detail.by", entry.actorName(), formats.dateTime(entry.at())),
          entry.reason());
    }
    return Optional.of(
        new Panel(
            ui.getTranslation("detail.timeline"),
            timeline,
            new Anchor(
                Screen.AUDIT.path() + "?targetId=" + targetId,
                ui.getTranslation("customers.all"))));
  }
}
