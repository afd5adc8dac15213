package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
  private final Span sum = new Span();
  private Component totalling = sum;
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

  /** Offers a total beside the count. */
  void addTotal(Supplier<String> total) {
    var button =
        new Button(
            getTranslation("list.total"),
            event -> {
              sum.setText(total.get());
              sum.setVisible(true);
              event.getSource().setVisible(false);
            });
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    sum.addClassName("list-count");
    sum.setVisible(false);
    sum.getElement().setAttribute("role", "status");
    totalling = button;
    add(sum, button);
  }

  /** Something to do with all that is found. */
  void addAction(Component action) {
    add(action);
  }

  void show(ListState shown, long total) {
    PluralForm form = PluralForm.of(total, Languages.of(getLocale()));
    count.setText(getTranslation(form.of(texts + ".count"), total));
    showChips(shown);
  }

  void showChips(ListState shown) {
    if (!shown.filters().equals(state.filters())) {
      sum.setVisible(false);
      totalling.setVisible(true);
    }
    state = shown;
    chips.forEach(chip -> chip.show(shown));
    clear.setVisible(!shown.filters().isEmpty());
  }
}
