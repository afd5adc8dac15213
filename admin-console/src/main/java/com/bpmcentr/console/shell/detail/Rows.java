package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** A short list within a page: what it is on one side, its state and actions on the other. */
public final class Rows extends Div {

  public Rows() {
    addClassName("rows");
  }

  public void row(Component main, Component... side) {
    var left = new Div(main);
    left.addClassName("row-main");
    var right = new Div(side);
    right.addClassName("row-side");
    var row = new Div(left, right);
    row.addClassName("row");
    add(row);
  }
}
