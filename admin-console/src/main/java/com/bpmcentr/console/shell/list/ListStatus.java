package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.function.Consumer;

/** How many there are, and a chip for each filter that is on. */
final class ListStatus extends Div {

  private final String texts;
  private final List<ListFilter> filters;
  private final Consumer<ListState> navigate;
  private final Span count = new Span();
  private final Div chips = new Div();

  ListStatus(String texts, List<ListFilter> filters, Consumer<ListState> navigate) {
    this.texts = texts;
    this.filters = filters;
    this.navigate = navigate;
    addClassName("list-status");
    count.addClassName("list-count");
    count.getElement().setAttribute("role", "status");
    chips.addClassName("list-chips");
    add(count, chips);
  }

  void show(ListState state, long total) {
    PluralForm form = PluralForm.of(total, Languages.of(getLocale()));
    count.setText(getTranslation(form.of(texts + ".count"), total));
    showChips(state);
  }

  void showChips(ListState state) {
    chips.removeAll();
    for (ListFilter filter : filters) {
      String value = state.filters().get(filter.name());
      if (value != null) {
        chips.add(chip(filter, value, state));
      }
    }
    if (!state.filters().isEmpty()) {
      var clear =
          new Button(
              getTranslation("list.clear-all"), event -> navigate.accept(state.withoutFilters()));
      clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
      chips.add(clear);
    }
  }

  private Div chip(ListFilter filter, String value, ListState state) {
    String text = filter.chip(value);
    var remove =
        new Button(
            VaadinIcon.CLOSE_SMALL.create(),
            event -> navigate.accept(state.with(filter.name(), null)));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel(getTranslation("list.remove-filter", text));
    var chip = new Div(new Span(text), remove);
    chip.addClassName("chip");
    return chip;
  }
}
