package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.html.Span;

/** Words of less weight than those beside them. */
public final class Secondary extends Span {

  public Secondary(String text) {
    super(text);
    addClassName("secondary");
  }
}
