package com.bpmcentr.console.edge.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.publishing.Findings;
import com.bpmcentr.console.recovery.FeedRepairService.Repair;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.SubjectLink;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;

/** What came of a repair, and what it could not mend. */
final class RepairNote {

  private RepairNote() {}

  static Note of(Repair repair, Formats formats) {
    Findings found = repair.found();
    if (repair.job() != null) {
      return new Note(
          Note.Kind.WAIT,
          text("edges.repair.job", formats.number(found.differing().size())),
          new Anchor(
              DetailPage.path(Screen.JOBS, repair.job().id().toString()),
              text("edges.repair.job.open")));
    }
    String done =
        text(
            "edges.repair.done",
            formats.number(found.changed().size()),
            formats.number(found.entries() + found.unfit() + found.invented().size()),
            formats.number(repair.reissued().size()));
    return repair.left().isEmpty()
        ? new Note(Note.Kind.GOOD, done)
        : new Note(
            Note.Kind.BAD,
            text("edges.repair.left", formats.number(repair.left().size())),
            new Div(text("edges.repair.left.why")),
            SubjectLink.all(repair.left().stream().limit(FeedRepair.MOST_ROWS).toList()),
            new Div(done));
  }
}
