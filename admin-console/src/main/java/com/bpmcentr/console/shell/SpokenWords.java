package com.bpmcentr.console.shell;

import static com.bpmcentr.console.shell.Words.text;

import com.vaadin.flow.component.combobox.MultiSelectComboBoxI18n;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.menubar.MenuBar.MenuBarI18n;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.Map;

/** What only screen readers say, in the viewer's language: components have it in English. */
public final class SpokenWords {

  private SpokenWords() {}

  public static MultiSelectComboBoxI18n ofChoices() {
    return new MultiSelectComboBoxI18n()
        .setCleared(text("spoken.choices.cleared"))
        .setFocused(text("spoken.choices.focused"))
        .setSelected(text("spoken.choices.selected"))
        .setDeselected(text("spoken.choices.deselected"))
        .setTotal(text("spoken.choices.total", "{count}"));
  }

  public static MenuBarI18n ofMenus() {
    return new MenuBarI18n().setMoreOptions(text("spoken.menu.more"));
  }

  /** The form's own password field, which it makes in the browser. */
  static void speak(LoginForm form) {
    form.getElement()
        .executeJs(
            """
            customElements.whenDefined('vaadin-password-field')
              .then(() => requestAnimationFrame(() => {
                const field = document.getElementById('vaadinLoginPassword');
                if (field) field.i18n = {reveal: $0};
              }))
            """,
            text("spoken.password.reveal"));
  }

  /** The button that shows what is typed has a name of its own, which has no setting here. */
  public static PasswordField speak(PasswordField field) {
    field.getElement().setPropertyMap("i18n", Map.of("reveal", text("spoken.password.reveal")));
    return field;
  }
}
