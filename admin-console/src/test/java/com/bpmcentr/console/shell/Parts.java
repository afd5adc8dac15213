package com.bpmcentr.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.List;
import java.util.stream.Stream;

/** Finds what a screen without a browser shows, and presses it. */
public final class Parts {

  private Parts() {}

  /** All parts of a type within, in their order. */
  public static <C extends Component> List<C> of(Component root, Class<C> type) {
    return walk(root).filter(type::isInstance).map(type::cast).toList();
  }

  /** The only one. */
  public static <C extends Component> C only(Component root, Class<C> type) {
    List<C> found = of(root, type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + type);
    }
    return found.getFirst();
  }

  /** Presses what a dialog is for, which stands last. */
  public static void confirm(Dialog dialog) {
    dialog
        .getFooter()
        .getElement()
        .getChildren()
        .flatMap(element -> element.getComponent().stream())
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .reduce((back, confirm) -> confirm)
        .orElseThrow()
        .click();
  }

  /** The dialogs that are open, the latest last. */
  public static List<Dialog> dialogs(UI ui) {
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    return of(ui, Dialog.class).stream().filter(Dialog::isOpened).toList();
  }

  private static Stream<Component> walk(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(Parts::walk));
  }
}
