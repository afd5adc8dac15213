package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.Locale;

/** A coloured box with something that the viewer should know now. */
public final class Note extends Div {

  /** What the note's colour and icon say. */
  public enum Kind {
    INFO(VaadinIcon.INFO_CIRCLE_O),
    GOOD(VaadinIcon.CHECK_CIRCLE_O),
    WAIT(VaadinIcon.HOURGLASS),
    BAD(VaadinIcon.WARNING);

    private final VaadinIcon icon;

    Kind(VaadinIcon icon) {
      this.icon = icon;
    }
  }

  private final Div text = new Div();

  public Note(Kind kind, String title, Component... more) {
    addClassNames("note", kind.name().toLowerCase(Locale.ROOT));
    var heading = new Div(title);
    heading.addClassName("note-title");
    text.add(heading);
    text.addClassName("note-text");
    text.add(more);
    add(kind.icon.create(), text);
  }

  /** One more line of its text. */
  public Note saying(String line) {
    text.add(new Div(line));
    return this;
  }

  /** Something to do about it, at the end of the box. */
  public Note action(Component action) {
    add(action);
    return this;
  }
}
