package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.function.BooleanSupplier;

/** A small form over the page: fields, a way back, and one thing to do. */
public final class FormDialog extends Dialog {

  /**
   * @param done what the form is for; true closes the dialog, false keeps it open
   */
  public FormDialog(String title, String confirm, BooleanSupplier done, Component... fields) {
    setHeaderTitle(title);
    var form = new Div(fields);
    form.addClassName("dialog-form");
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    var go =
        new Button(
            confirm,
            event -> {
              if (done.getAsBoolean()) {
                close();
              }
            });
    go.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(back, go);
  }
}
