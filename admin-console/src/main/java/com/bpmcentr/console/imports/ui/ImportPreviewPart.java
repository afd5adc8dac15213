package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.ImportPreview;
import com.bpmcentr.console.imports.RefusedLine;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;

/** What a file holds: how much of it there is, its first customers, and what is wrong with it. */
final class ImportPreviewPart extends Div {

  ImportPreviewPart(ImportPreview preview, Formats formats) {
    addClassName("dialog-form");
    add(facts(preview, formats));
    if (preview.imported() == 0) {
      add(new Note(Note.Kind.BAD, getTranslation("imports.preview.nothing")));
    }
    if (preview.refused() > 0) {
      add(new H3(getTranslation("imports.preview.problems")), problems(preview, formats));
    }
    if (!preview.first().isEmpty()) {
      add(new H3(getTranslation("imports.preview.first")), customers(preview, formats));
    }
  }

  private FactList facts(ImportPreview preview, Formats formats) {
    return new FactList()
        .fact(getTranslation("imports.lines"), formats.number(preview.lines()))
        .fact(getTranslation("imports.preview.imported"), formats.number(preview.imported()))
        .fact(getTranslation("imports.preview.unchanged"), formats.number(preview.unchanged()))
        .fact(getTranslation("imports.preview.refused"), formats.number(preview.refused()))
        .fact(getTranslation("imports.preview.keys"), formats.number(preview.keys()))
        .fact(getTranslation("imports.preview.generated"), formats.number(preview.generated()))
        .fact(
            getTranslation("imports.preview.subscriptions"),
            formats.number(preview.subscriptions()));
  }

  private Rows problems(ImportPreview preview, Formats formats) {
    var rows = new Rows();
    for (RefusedLine line : preview.problems()) {
      String who = line.externalId() == null ? Formats.NOTHING : line.externalId();
      rows.row(
          new TwoLines(ImportWords.reason(line, getLocale()), who), number(line.number(), formats));
    }
    return rows;
  }

  private Rows customers(ImportPreview preview, Formats formats) {
    var rows = new Rows();
    for (ImportPreview.Newcomer customer : preview.first()) {
      rows.row(
          new TwoLines(
              customer.name() + " · " + customer.email(),
              getTranslation(
                  "imports.preview.brings",
                  customer.externalId(),
                  formats.number(customer.keys()),
                  Formats.orNothing(String.join(", ", customer.connectorIds())))),
          number(customer.number(), formats));
    }
    return rows;
  }

  private Span number(long line, Formats formats) {
    return new Span(getTranslation("imports.line") + " " + formats.number(line));
  }
}
