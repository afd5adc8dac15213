package com.bpmcentr.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** What can be done from the keyboard everywhere. */
final class ShortcutList extends Dialog {

  private static final List<List<String>> KEYS =
      List.of(
          List.of("Ctrl", "K"),
          List.of("/"),
          List.of("?"),
          List.of("↑", "↓"),
          List.of("Enter"),
          List.of("Esc"));

  private static final List<String> TEXTS =
      List.of("palette", "search", "help", "arrows", "enter", "escape");

  ShortcutList() {
    setHeaderTitle(getTranslation("shortcuts.title"));
    var list = new DescriptionList();
    list.addClassName("shortcuts");
    for (int i = 0; i < KEYS.size(); i++) {
      var keys = new DescriptionList.Term();
      for (String key : KEYS.get(i)) {
        var cap = new Span(key);
        cap.addClassName("key-cap");
        keys.add(cap);
      }
      list.add(
          new Div(
              keys, new DescriptionList.Description(getTranslation("shortcuts." + TEXTS.get(i)))));
    }
    add(list);
    getFooter().add(new Button(getTranslation("shortcuts.close"), event -> close()));
  }
}
