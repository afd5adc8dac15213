package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;

/**
 * How many there are, and a chip for each filter that is on.
 *
 * <p>The buttons stay the same ones: a click on one that has been replaced meanwhile, by what was
 * typed just before or by a list that looks again by itself, would be lost.
 */
final class ListStatus extends Div {

  private final String texts;
  private final List<FilterChip> chips;
  private final Button clear;
  private final Span count = new Span();
  private ListState state = ListState.PLAIN;

  ListStatus(String texts, List<ListFilter> filters, Consumer<ListState> navigate) {
    this.texts = texts;
    chips =
        filters.stream()
            .map(
                filter ->
                    new FilterChip(filter, () -> navigate.accept(state.with(filter.name(), null))))
            .toList();
    clear =
        new Button(
            getTranslation("list.clear-all"), event -> navigate.accept(state.withoutFilters()));
    clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    addClassName("list-status");
    count.addClassName("list-count");
    count.getElement().setAttribute("role", "status");
    var row = new Div();
    row.addClassName("list-chips");
    chips.forEach(row::add);
    row.add(clear);
    add(count, row);
  }

  void show(ListState shown, long total) {
    PluralForm form = PluralForm.of(total, Languages.of(getLocale()));
    count.setText(getTranslation(form.of(texts + ".count"), total));
    showChips(shown);
  }

  void showChips(ListState shown) {
    state = shown;
    chips.forEach(chip -> chip.show(shown));
    clear.setVisible(!shown.filters().isEmpty());
  }
}
