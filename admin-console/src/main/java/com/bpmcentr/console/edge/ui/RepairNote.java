package com.bpmcentr.console.edge.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.recovery.FeedRepairService.Repair;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;

/** What came of a repair, and what it could not mend. */
final class RepairNote {

  private RepairNote() {}

  static Note of(Repair repair, Formats formats) {
    FeedRepair.Findings found = repair.found();
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
            named(repair.left()),
            new Div(done));
  }

  private static UnorderedList named(List<String> subjects) {
    var list = new UnorderedList();
    subjects.stream()
        .limit(FeedRepair.MOST_ROWS)
        .forEach(subject -> list.add(new ListItem(link(subject))));
    return list;
  }

  private static Component link(String subject) {
    String id = subject.substring(subject.indexOf(':') + 1);
    return switch (subject.substring(0, subject.length() - id.length())) {
      case "customer:" -> new Anchor(DetailPage.path(Screen.CUSTOMERS, id), subject);
      case "connector:" -> new Anchor(DetailPage.path(Screen.CONNECTORS, id), subject);
      default -> new Code(subject);
    };
  }
}
