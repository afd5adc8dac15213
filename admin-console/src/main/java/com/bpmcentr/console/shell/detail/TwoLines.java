package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What something is, and below it what else there is to say of it. */
public final class TwoLines extends Div {

  public TwoLines(Component above, Component below) {
    super(above, below);
    addClassName("cell-two-lines");
    below.addClassName("secondary");
  }

  public TwoLines(Component above, String below) {
    this(above, new Span(below));
  }

  public TwoLines(String above, String below) {
    this(new Span(above), below);
  }
}
