package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** Parts of a page, one below the other. */
public final class Stack extends Div {

  public Stack(Component... parts) {
    super(parts);
    addClassName("stack");
  }
}
