package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Formats;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many there are, and a chip for each filter that is on.
 *
 * <p>The buttons stay the same ones: a click on one that has been replaced meanwhile, by what was
 * typed just before or by a list that looks again by itself, would be lost.
 */
final class ListStatus extends Div {

  private final String texts;
  private final Map<String, FilterChip> chips = new LinkedHashMap<>();
  private final Div row = new Div();
  private final Button clear;
  private final Span count = new Span();
  private final Span sum = new Span();
  private Runnable total = () -> {};
  private final Button totalling = new Button(getTranslation("list.total"), event -> total.run());
  private boolean totalled;
  private final Consumer<ListState> navigate;
  private ListState state = ListState.PLAIN;
  private @Nullable Formats formats;
  private @Nullable ChipNames names;

  ListStatus(String texts, List<ListFilter> filters, Consumer<ListState> navigate) {
    this.texts = texts;
    this.navigate = navigate;
    clear =
        new Button(
            getTranslation("list.clear-all"), event -> navigate.accept(state.withoutFilters()));
    clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    addClassName("list-status");
    count.addClassName("list-count");
    count.getElement().setAttribute("role", "status");
    row.addClassName("list-chips");
    row.add(clear);
    filters.forEach(this::addChip);
    add(count, row);
  }

  private void addChip(ListFilter filter) {
    var chip = new FilterChip(filter, () -> navigate.accept(state.with(filter.name(), null)));
    chips.put(filter.name(), chip);
    row.addComponentAtIndex(row.indexOf(clear), chip);
  }

  /** Offers a total beside the count. */
  void addTotal(Supplier<String> total) {
    this.total =
        () -> {
          sum.setText(total.get());
          totalled = true;
          offerTotal(true);
        };
    totalling.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    sum.addClassName("list-count");
    sum.setVisible(false);
    sum.getElement().setAttribute("role", "status");
    add(sum, totalling);
  }

  private void offerTotal(boolean rows) {
    sum.setVisible(rows && totalled);
    totalling.setVisible(rows && !totalled);
  }

  /** How moments are told in chips that the screen has no words of its own for. */
  void tellMomentsBy(Formats viewers) {
    formats = viewers;
  }

  void tellNamesBy(ChipNames known) {
    names = known;
  }

  private String described(String value) {
    if (value.equals("true") || value.equals("false")) {
      return getTranslation("filter.is." + value);
    }
    return formats == null ? value : formats.dateTimeIfOne(value);
  }

  /** Something to do with all that is found. */
  void addAction(Component action) {
    add(action);
  }

  void show(ListState shown, RowCount rows) {
    count.setText(capitalised(rows.of(texts + ".count", count)));
    showChips(shown);
    offerTotal(rows.total() > 0);
  }

  /** An estimate begins with a word. */
  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** There are no rows to count: they could not be read, or what is asked for not understood. */
  void showUncounted(ListState shown) {
    count.setText("");
    showChips(shown);
    offerTotal(false);
  }

  private void showChips(ListState shown) {
    if (!shown.filters().equals(state.filters())) {
      totalled = false;
    }
    state = shown;
    shown.filters().keySet().stream()
        .filter(name -> !chips.containsKey(name))
        .forEach(name -> addChip(ListFilter.unnamed(name, this::described)));
    chips.values().forEach(chip -> chip.show(shown, names));
    clear.setVisible(!shown.filters().isEmpty());
  }
}
