package com.bpmcentr.console.shell.detail;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.router.QueryParameters;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Buttons for what can be done with a thing, named {@code action.<name>} in the translations. */
public final class Actions {

  private static final String NAME = "data-action";

  private static final Set<String> STOPPING = Set.of("block", "refund", "revoke", "suspend");

  private Actions() {}

  public static Button plain(String name, Runnable action) {
    return named("action." + name, action);
  }

  /** Named by a translation's whole key; the browser knows it by that in each language. */
  public static Button named(String key, Runnable action) {
    var button = new Button(text(key), event -> action.run());
    name(button, key);
    return button;
  }

  /** What the browser knows it by, the same in each language. */
  public static void name(Component button, String name) {
    button.getElement().setAttribute(NAME, name);
  }

  /** As the browser knows it. */
  public static String name(Button button) {
    return Objects.requireNonNullElse(button.getElement().getAttribute(NAME), button.getText());
  }

  /** To the screen that explains a check, with what is known of it filled in. */
  public static Button explain(Map<String, String> asked) {
    return plain(
        "explain",
        () -> UI.getCurrent().navigate(Screen.EXPLAIN.path(), QueryParameters.simple(asked)));
  }

  /** The one that most come for. */
  public static Button primary(String name, Runnable action) {
    Button button = plain(name, action);
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  /** As it looks on any page and over any list: what lets nobody in from then on is marked. */
  public static Button marked(String name, Runnable action) {
    return STOPPING.contains(name) ? dangerous(name, action) : plain(name, action);
  }

  /** What ends something. */
  public static Button dangerous(String name, Runnable action) {
    Button button = plain(name, action);
    button.addThemeVariants(ButtonVariant.ERROR);
    return button;
  }

  /** In a row of a list within a page. */
  public static Button small(Button button) {
    button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    return button;
  }
}
