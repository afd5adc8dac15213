package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;

/** The top of a page: its title with badges, what stands below it, and what can be done here. */
public final class PageHead extends Header {

  private final Div titleLine = new Div();
  private final Div subtitle = new Div();
  private final Div actions = new Div();

  public PageHead(String title) {
    addClassName("page-head");
    titleLine.addClassName("title-line");
    titleLine.add(new H1(title));
    subtitle.addClassName("subtitle");
    subtitle.setVisible(false);
    actions.addClassName("actions");
    var heading = new Div(titleLine, subtitle);
    heading.addClassName("heading");
    add(heading, actions);
  }

  public PageHead badge(Component badge) {
    titleLine.add(badge);
    return this;
  }

  public PageHead below(Component... parts) {
    subtitle.add(parts);
    subtitle.setVisible(true);
    return this;
  }

  public PageHead action(Component action) {
    actions.add(action);
    return this;
  }
}
