package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** One titled part of a page. */
public final class Panel extends Section {

  private final Div head;

  public Panel(String title, Component... content) {
    addClassName("panel");
    head = new Div(new H2(title));
    head.addClassName("panel-head");
    add(head);
    add(content);
  }

  public Panel action(Component action) {
    head.add(action);
    return this;
  }
}
