package com.bpmcentr.console.shell.list;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.jspecify.annotations.Nullable;

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

  /**
   * @param names of what the filter's value identifies
   */
  void show(ListState state, @Nullable ChipNames names) {
    String value = state.filters().get(filter.name());
    setVisible(value != null);
    if (value != null) {
      String said =
          names == null
              ? filter.chip(value)
              : names
                  .of(filter.name(), value)
                  .map(filter::named)
                  .orElseGet(() -> filter.chip(value));
      text.setText(said);
      remove.setAriaLabel(getTranslation("list.remove-filter", said));
    }
  }
}
