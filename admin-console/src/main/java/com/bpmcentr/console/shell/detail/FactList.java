package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** Names and values, as many beside each other as fit. What has no value is left out. */
public final class FactList extends DescriptionList {

  public FactList() {
    addClassName("facts");
  }

  public FactList fact(String name, @Nullable String value) {
    return value == null || value.isBlank() ? this : fact(name, new Span(value));
  }

  public FactList fact(String name, Component value) {
    add(new Div(new Term(name), new Description(value)));
    return this;
  }
}
