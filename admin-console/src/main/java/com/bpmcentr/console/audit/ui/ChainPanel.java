package com.bpmcentr.console.audit.ui;

import com.bpmcentr.console.audit.AuditService;
import com.bpmcentr.console.audit.AuditVerification;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.LongWork;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.staff.Actor;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;

/** Says whether the chain of the log holds, and follows it anew on request. */
final class ChainPanel extends Div {

  /** A longer chain takes more than the moment that opening a page may. */
  private static final long VERIFIED_AT_ONCE = 20_000;

  private final AuditService audit;
  private final Viewer viewer;

  ChainPanel(AuditService audit, Viewer viewer) {
    this.audit = audit;
    this.viewer = viewer;
    getElement().setAttribute("role", "status");
    if (entries() <= VERIFIED_AT_ONCE) {
      show(audit.verify(viewer.actor()));
    } else {
      add(unknown());
    }
  }

  private Note unknown() {
    return new Note(Note.Kind.INFO, getTranslation("audit.chain.unknown")).action(again());
  }

  private long entries() {
    return audit.list(viewer.actor(), ListQuery.first(1)).map(Page::total).orElseThrow();
  }

  private Button again() {
    return Actions.small(Actions.plain("verify-chain", this::verify));
  }

  /** A million entries take a while: the page goes on meanwhile. */
  private void verify() {
    Actor actor = viewer.actor();
    removeAll();
    add(
        new LongWork<>(
            getTranslation("audit.chain.checking"), _ -> audit.verify(actor), this::show));
  }

  private void show(Result<AuditVerification> result) {
    if (result instanceof Result.Done<AuditVerification>(AuditVerification found, var _)) {
      add(note(found).action(again()));
    } else {
      add(unknown());
    }
  }

  private Note note(AuditVerification found) {
    return switch (found) {
      case AuditVerification.Intact(long entries) ->
          new Note(
              Note.Kind.GOOD,
              getTranslation(
                  PluralForm.of(entries, Languages.of(getLocale())).of("audit.chain.intact"),
                  entries));
      case AuditVerification.Contradicted(long entries) ->
          new Note(Note.Kind.BAD, getTranslation("audit.chain.contradicted", entries));
      case AuditVerification.Broken(long seq) ->
          new Note(Note.Kind.BAD, getTranslation("audit.chain.broken", seq));
    };
  }
}
