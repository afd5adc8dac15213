package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/**
 * Shows a secret, the only time that it is seen: closes only once it is said to be saved, and until
 * then the browser asks before it leaves the page.
 */
public final class SecretDialog extends Dialog {

  private final Div content = new Div();

  public SecretDialog(String title, String warning, String secret, Runnable saved) {
    setHeaderTitle(title);
    setCloseOnEsc(false);
    setCloseOnOutsideClick(false);
    content.addClassName("dialog-form");
    content.add(new Paragraph(warning), block(secret, "revealed"));
    add(content);
    LeavingGuard.begin(content);
    LeavingGuard.thereThisOnce(content, true);
    var close =
        new Button(
            getTranslation("secret.close"),
            event -> {
              close();
              saved.run();
            });
    close.addThemeVariants(ButtonVariant.PRIMARY);
    close.setEnabled(false);
    var confirmed = new Checkbox(getTranslation("secret.saved"));
    confirmed.addValueChangeListener(
        event -> {
          close.setEnabled(event.getValue());
          LeavingGuard.thereThisOnce(content, !event.getValue());
        });
    getFooter().add(confirmed, close);
  }

  /** Another text to take along, such as a command ready to run. */
  public SecretDialog with(String label, String text) {
    var name = new Span(label);
    name.addClassName("secondary");
    content.add(name, block(text, "ready"));
    return this;
  }

  private static Div block(String text, String className) {
    var code = new Code(text);
    code.addClassName(className);
    var block = new Div(code, new CopyButton(text));
    block.addClassName("secret");
    return block;
  }
}
