package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.function.Predicate;

/** Asks for the viewer's password, and goes on only with the right one. */
final class PasswordDialog extends Dialog {

  private final PasswordField password = new PasswordField(getTranslation("login.password"));

  PasswordDialog(Predicate<String> right, Runnable onward) {
    setHeaderTitle(getTranslation("password-again.title"));
    password.setRequiredIndicatorVisible(true);
    password.setManualValidation(true);
    password.setErrorMessage(getTranslation("password-again.wrong"));
    password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    password.setAutofocus(true);
    password.setRevealButtonVisible(false);
    var form = new Div(new Paragraph(getTranslation("password-again.why")), password);
    form.addClassName("dialog-form");
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    var go = new Button(getTranslation("password-again.go"), event -> tryTo(right, onward));
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.addClickShortcut(Key.ENTER);
    getFooter().add(back, go);
  }

  private void tryTo(Predicate<String> right, Runnable onward) {
    if (right.test(password.getValue())) {
      close();
      onward.run();
    } else {
      password.setInvalid(true);
      password.clear();
      password.focus();
    }
  }
}
