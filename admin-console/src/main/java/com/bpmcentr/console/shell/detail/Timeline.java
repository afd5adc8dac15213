package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.jspecify.annotations.Nullable;

/** What happened, the newest first: what, who and when, and why. */
public final class Timeline extends UnorderedList {

  public Timeline() {
    addClassName("timeline");
  }

  /**
   * @param where leads to the thing it was done to, if that is another than the page's
   */
  public void event(
      String what, @Nullable Component where, String whoAndWhen, @Nullable String why) {
    var item = new ListItem();
    var head = line("what", "");
    head.add(new Span(what));
    if (where != null) {
      head.add(new Span(" · "), where);
    }
    item.add(head, line("who", whoAndWhen));
    if (why != null && !why.isBlank()) {
      item.add(line("why", why));
    }
    add(item);
  }

  private static Div line(String className, String text) {
    var line = new Div(text);
    line.addClassName(className);
    return line;
  }
}
