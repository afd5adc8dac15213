package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;

/** An id or another exact text, with a button that copies it. */
public final class Copyable extends Span {

  public Copyable(String text) {
    addClassName("copyable");
    add(new Code(text), new CopyButton(text));
  }
}
