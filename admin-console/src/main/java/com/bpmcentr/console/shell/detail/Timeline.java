package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import org.jspecify.annotations.Nullable;

/** What happened, the newest first: what, who and when, and why. */
public final class Timeline extends UnorderedList {

  public Timeline() {
    addClassName("timeline");
  }

  public void event(String what, String whoAndWhen, @Nullable String why) {
    var item = new ListItem(line("what", what), line("who", whoAndWhen));
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
