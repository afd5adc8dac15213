package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.SpokenWords;
import com.bpmcentr.console.shell.detail.Fields;
import com.bpmcentr.console.shell.detail.FormDialog;
import com.bpmcentr.console.view.SavedView;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The viewer's saved views of a list: go to one, save what is shown, remove one. */
final class ViewMenu extends MenuBar {

  private final SavedViews views;
  private final String list;
  private final Consumer<ListState> navigate;
  private final SubMenu entries;

  /** For who missed the notice, as long as this list is shown. */
  private final List<SavedView> removed = new ArrayList<>();

  private ListState state = ListState.PLAIN;
  private boolean filled;

  ViewMenu(SavedViews views, String list, Consumer<ListState> navigate) {
    this.views = views;
    this.list = list;
    this.navigate = navigate;
    addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    setI18n(SpokenWords.ofMenus());
    entries = addItem(getTranslation("views.title")).getSubMenu();
  }

  /** A list that looks again by itself, in the same state, leaves an open menu alone. */
  void show(ListState shown) {
    if (filled && shown.equals(state)) {
      return;
    }
    state = shown;
    fill();
  }

  private void fill() {
    filled = false;
    List<SavedView> saved = views.of(list);
    entries.removeAll();
    for (SavedView view : saved) {
      entries.addItem(
          view.name(),
          event -> navigate.accept(ListState.of(QueryParameters.fromString(view.query()))));
    }
    if (!saved.isEmpty()) {
      entries.addSeparator();
    }
    MenuItem save = entries.addItem(getTranslation("views.save"), event -> askForName());
    save.setEnabled(!state.equals(ListState.PLAIN));
    if (!saved.isEmpty()) {
      SubMenu removal = entries.addItem(getTranslation("views.remove")).getSubMenu();
      saved.forEach(view -> removal.addItem(view.name(), event -> remove(view)));
    }
    for (SavedView view : removed) {
      entries.addItem(getTranslation("views.restore", view.name()), event -> restore(view));
    }
    filled = true;
  }

  private void askForName() {
    var fields = new Fields();
    var name = fields.add("name", new TextField(getTranslation("views.name")));
    name.setRequiredIndicatorVisible(true);
    name.setHelperText(getTranslation("views.name.help"));
    name.setAutofocus(true);
    new FormDialog(
            getTranslation("views.save.title"),
            getTranslation("action.save"),
            () ->
                fields.finished(
                    views.save(list, name.getValue(), state.parameters().getQueryString()),
                    done -> {
                      Notices.success(getTranslation("views.saved"));
                      fill();
                    }),
            name)
        .open();
  }

  private void remove(SavedView view) {
    if (told(views.remove(view.id()))) {
      removed.add(view);
      Notices.undoable(getTranslation("views.removed"), () -> restore(view));
    }
    fill();
  }

  /** Not over another one that has been given the name meanwhile. */
  private void restore(SavedView view) {
    if (views.of(list).stream().anyMatch(other -> other.name().equals(view.name()))) {
      Notices.refused(new Refusal.AlreadyExists("name"));
    } else if (told(views.save(list, view.name(), view.query()))) {
      removed.remove(view);
    }
    fill();
  }

  /** Whether it was done; else why not is said. */
  private static boolean told(Result<?> result) {
    if (result instanceof Result.Refused<?>(Refusal refusal)) {
      Notices.refused(refusal);
      return false;
    }
    return true;
  }
}
