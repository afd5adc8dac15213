package com.bpmcentr.console.bulk.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.bulk.BulkPreview;
import com.bpmcentr.console.bulk.BulkRequest;
import com.bpmcentr.console.bulk.BulkService;
import com.bpmcentr.console.bulk.BulkTargets;
import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.BlastRadiusNote;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.ReasonDialog;
import com.bpmcentr.console.shell.detail.Reauthentication;
import com.bpmcentr.console.shell.detail.WorkDialog;
import com.bpmcentr.console.staff.Actor;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks before something is done to many at once: to how many, whom that stops, what will be refused
 * and why. What comes of it is a job, and its page opens.
 */
@Component
public class BulkDialogs {

  private final BulkService bulk;
  private final BulkTargets targets;
  private final Reauthentication reauthentication;
  private final Viewer viewer;

  BulkDialogs(
      BulkService bulk, BulkTargets targets, Reauthentication reauthentication, Viewer viewer) {
    this.bulk = bulk;
    this.targets = targets;
    this.reauthentication = reauthentication;
    this.viewer = viewer;
  }

  /** The actions on things of the type that the viewer may do, in the order that was given. */
  public List<String> allowed(String type, List<String> actions) {
    return actions.stream()
        .filter(action -> targets.permission(type, action).filter(viewer::may).isPresent())
        .toList();
  }

  public void open(String type, String action, Selection selection) {
    Actor actor = viewer.actor();
    WorkDialog.open(
        text("action." + action),
        text("bulk.previewing"),
        headway -> bulk.preview(actor, type, action, selection, headway),
        preview -> show(type, action, selection, preview));
  }

  private void show(String type, String action, Selection selection, Result<BulkPreview> result) {
    switch (result) {
      case Result.Refused<BulkPreview>(Refusal refusal) -> Notices.refused(refusal);
      case Result.Done<BulkPreview>(BulkPreview preview, _) when preview.total() == 0 ->
          Notices.failure(text("bulk.nothing-left"));
      case Result.Done<BulkPreview>(BulkPreview preview, _) when preview.possible() == 0 ->
          Notices.refused(preview.refused().getFirst().refusal());
      case Result.Done<BulkPreview>(BulkPreview preview, _) ->
          dialog(type, action, selection, preview).open();
    }
  }

  private ReasonDialog dialog(
      String type, String action, Selection selection, BulkPreview preview) {
    Formats formats = viewer.formats(UI.getCurrent().getLocale());
    String name = text("action." + action);
    var dialog =
        new ReasonDialog(
                text(title(selection), name, formats.number(preview.total())),
                text("bulk.consequence." + action)
                    + " "
                    + text(
                        "bulk.possible",
                        formats.number(preview.possible()),
                        formats.number(preview.total())),
                name,
                reason ->
                    request(type, new BulkRequest(action, selection, reason, preview.selection())))
            .asking(details(action, preview, formats));
    if (preview.stopping() > 0) {
      dialog.dangerous();
    }
    boolean unmeasured = preview.stopping() > BulkService.MOST_MEASURED;
    if (preview.forGood() == 0 && !unmeasured) {
      return dialog;
    }
    dialog.typing(Integer.toString(preview.possible()), text("confirm.is.things"));
    return type.equals("api-key") ? dialog.guardedBy(reauthentication) : dialog;
  }

  private static String title(Selection selection) {
    return selection instanceof Selection.ChangedBy ? "bulk.title.changed-by" : "bulk.title";
  }

  private static Div details(String action, BulkPreview preview, Formats formats) {
    var details = new Div();
    details.addClassName("dialog-form");
    if (preview.forGood() > 0) {
      String many = formats.number(preview.forGood());
      details.add(
          new Paragraph(
              Words.ifKnown("bulk.for-good." + action, text("bulk.for-good", many), many)));
    }
    if (preview.stops() != null) {
      details.add(BlastRadiusNote.of(preview.stops(), formats));
    } else if (preview.stopping() > 0) {
      details.add(
          new Note(
              Note.Kind.BAD,
              text("bulk.unmeasured", formats.number(preview.stopping())),
              new Div(text("bulk.unmeasured.why", formats.number(BulkService.MOST_MEASURED)))));
    }
    if (!preview.refused().isEmpty()) {
      var reasons = new UnorderedList();
      for (BulkPreview.Refused refused : preview.refused()) {
        reasons.add(
            new ListItem(
                text(
                    "bulk.refused.reason",
                    formats.number(refused.count()),
                    RefusalText.of(refused.refusal(), UI.getCurrent()))));
      }
      details.add(new Div(text("bulk.refused")), reasons);
    }
    return details;
  }

  private boolean request(String type, BulkRequest asked) {
    return switch (bulk.request(viewer.actor(), type, asked)) {
      case Result.Refused<Job>(Refusal.SelectionChanged changed) -> {
        Notices.refused(changed);
        open(type, asked.action(), asked.selection());
        yield true;
      }
      case Result.Refused<Job>(Refusal refusal) -> {
        Notices.refused(refusal);
        yield false;
      }
      case Result.Done<Job>(Job job, _) -> {
        DetailPage.open(Screen.JOBS, job.id().toString(), null);
        yield true;
      }
    };
  }
}
