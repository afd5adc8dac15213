package com.bpmcentr.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;

/** A calm message in the middle of an otherwise empty place. */
public final class Message extends Div {

  public Message(VaadinIcon icon, String title, String next) {
    addClassName("message");
    add(icon.create(), new H2(title), new Paragraph(next));
  }
}
