package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.bulk.Selection;
import com.bpmcentr.console.shell.detail.Actions;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What can be done at once to the rows that are ticked, or to all that the filters find. Who
 * filters by nothing is not offered everything.
 */
final class SelectionBar extends Div {

  private final Span count = new Span();
  private final Button all;
  private final Consumer<Boolean> tickAll;
  private List<UUID> ticked = List.of();
  private Map<String, String> filters = Map.of();
  private RowCount found = RowCount.NONE;
  private boolean everything;

  /**
   * A bar that is not there before something is ticked.
   *
   * @param tickAll whether all rows are to look ticked, those too that are not in view
   */
  SelectionBar(
      List<String> actions,
      BiConsumer<String, Selection> open,
      Runnable clear,
      Consumer<Boolean> tickAll) {
    this.tickAll = tickAll;
    all = small(new Button("", event -> take(true)));
    var none = small(new Button(getTranslation("selection.none"), event -> clear.run()));
    count.getElement().setAttribute("role", "status");
    addClassName("selection-bar");
    add(count, all);
    for (String action : actions) {
      add(Actions.marked(action, () -> open.accept(action, selection())));
    }
    add(none);
    setVisible(false);
  }

  void show(List<UUID> rows, Map<String, String> filtered, RowCount total) {
    ticked = List.copyOf(rows);
    filters = Map.copyOf(filtered);
    found = total;
    take(false);
  }

  /** Somebody has unticked one of all: what was ticked before is left. */
  void takeTicked() {
    if (everything) {
      take(false);
    }
  }

  private void take(boolean all) {
    if (everything != all) {
      everything = all;
      tickAll.accept(all);
    }
    show();
  }

  private Selection selection() {
    return everything ? new Selection.Matching(filters) : new Selection.Ids(ticked);
  }

  private void show() {
    RowCount chosen = everything ? found : new RowCount(ticked.size(), true);
    count.setText(chosen.of("selection.count", this));
    all.setText(getTranslation("selection.all", found.in(this)));
    all.setVisible(!everything && !filters.isEmpty() && found.total() > ticked.size());
    setVisible(!ticked.isEmpty());
  }

  private static Button small(Button button) {
    button.addThemeVariants(ButtonVariant.TERTIARY);
    return button;
  }
}
