package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** Two parts of a page, where there is room for both; else one below the other. */
public final class SideBySide extends Div {

  public SideBySide(Component main, Component side) {
    super(main, side);
    addClassName("columns");
  }
}
