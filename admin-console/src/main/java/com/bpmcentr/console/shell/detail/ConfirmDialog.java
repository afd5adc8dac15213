package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.function.BooleanSupplier;

/** Says what will happen before it is done, where no reason is asked for. */
public final class ConfirmDialog extends Dialog {

  private final Button confirm;
  private final Div text = new Div();
  private Guard guard = Runnable::run;

  /**
   * @param done what is done; true closes the dialog, false keeps it open
   */
  public ConfirmDialog(String title, String consequence, String confirm, BooleanSupplier done) {
    setHeaderTitle(title);
    text.add(new Paragraph(consequence));
    text.addClassName("dialog-form");
    add(text);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    this.confirm =
        new Button(
            confirm,
            event ->
                guard.pass(
                    () -> {
                      if (done.getAsBoolean()) {
                        close();
                      }
                    }));
    this.confirm.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(back, this.confirm);
  }

  /** More to read, below what will happen. */
  public ConfirmDialog showing(Component part) {
    text.add(part);
    return this;
  }

  /** Goes on only past the guard. */
  public ConfirmDialog guardedBy(Guard asked) {
    guard = asked;
    return this;
  }

  /** Marks what ends something. */
  public ConfirmDialog dangerous() {
    confirm.addThemeVariants(ButtonVariant.ERROR);
    return this;
  }
}
