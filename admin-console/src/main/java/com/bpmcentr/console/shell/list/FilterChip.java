package com.bpmcentr.console.shell.list;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Says that a filter is on, and takes it off. */
final class FilterChip extends Div {

  private final ListFilter filter;
  private final Span text = new Span();
  private final Button remove = new Button(VaadinIcon.CLOSE_SMALL.create());

  FilterChip(ListFilter filter, Runnable removed) {
    this.filter = filter;
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.addClickListener(event -> removed.run());
    add(text, remove);
    addClassName("chip");
  }

  void show(ListState state) {
    String value = state.filters().get(filter.name());
    setVisible(value != null);
    if (value != null) {
      text.setText(filter.chip(value));
      remove.setAriaLabel(getTranslation("list.remove-filter", filter.chip(value)));
    }
  }
}
