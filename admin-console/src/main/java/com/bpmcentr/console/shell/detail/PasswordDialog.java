package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.access.LoginService.Confirmation;
import com.bpmcentr.console.shell.SpokenWords;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import java.util.function.Function;

/** Asks for the viewer's password, and goes on only with the right one. */
final class PasswordDialog extends Dialog {

  private final PasswordField password =
      SpokenWords.speak(new PasswordField(getTranslation("login.password")));

  PasswordDialog(Function<String, Confirmation> confirm, Runnable onward) {
    setHeaderTitle(getTranslation("password-again.title"));
    password.setRequiredIndicatorVisible(true);
    password.setManualValidation(true);
    password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
    password.setAutofocus(true);
    password.setRevealButtonVisible(false);
    var form = new Div(new Paragraph(getTranslation("password-again.why")), password);
    form.addClassName("dialog-form");
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    var go = new Button(getTranslation("password-again.go"), event -> tryTo(confirm, onward));
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.addClickShortcut(Key.ENTER);
    getFooter().add(back, go);
  }

  private void tryTo(Function<String, Confirmation> confirm, Runnable onward) {
    switch (confirm.apply(password.getValue())) {
      case RIGHT -> {
        close();
        onward.run();
      }
      case WRONG -> refuse("password-again.wrong");
      case LOCKED -> refuse("password-again.locked");
    }
  }

  private void refuse(String why) {
    password.setErrorMessage(getTranslation(why));
    password.setInvalid(true);
    password.clear();
    password.focus();
  }
}
