package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Predicate;

/**
 * Asks before something is done to a paying customer: says what will happen, and does not go on
 * without a reason, unless told when one is needed.
 */
public final class ReasonDialog extends Dialog {

  private static final int LONGEST_REASON = 500;

  private final TextArea reason = new TextArea(getTranslation("reason.label"));
  private final Div form = new Div();
  private final Button confirm;

  /**
   * @param done what is done with the reason; true closes the dialog, false keeps it open
   */
  public ReasonDialog(String title, String consequence, String confirm, Predicate<String> done) {
    setHeaderTitle(title);
    reason.setRequiredIndicatorVisible(true);
    reason.setMaxLength(LONGEST_REASON);
    reason.setMinRows(2);
    reason.setValueChangeMode(ValueChangeMode.EAGER);
    reason.setPlaceholder(getTranslation("reason.placeholder"));
    reason.setErrorMessage(getTranslation("reason.missing"));
    form.addClassName("dialog-form");
    form.add(new Paragraph(consequence), reason);
    add(form);
    var back = new Button(getTranslation("dialog.back"), event -> close());
    back.addThemeVariants(ButtonVariant.TERTIARY);
    this.confirm = new Button(confirm, event -> tryTo(done));
    this.confirm.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(back, this.confirm);
  }

  /** Marks what cannot be undone. */
  public ReasonDialog dangerous() {
    confirm.addThemeVariants(ButtonVariant.ERROR);
    return this;
  }

  /** More to fill in, above the reason. */
  public ReasonDialog asking(Component field) {
    form.addComponentAtIndex(1, field);
    return this;
  }

  /** Without a reason it then goes on too, with an empty one, while the box is not ticked. */
  public ReasonDialog reasonNeededOnlyWith(Checkbox box) {
    reason.setRequiredIndicatorVisible(box.getValue());
    box.addValueChangeListener(
        event -> {
          reason.setRequiredIndicatorVisible(event.getValue());
          reason.setInvalid(false);
        });
    return this;
  }

  private void tryTo(Predicate<String> done) {
    String given = reason.getValue().strip();
    boolean missing = given.isEmpty() && reason.isRequiredIndicatorVisible();
    reason.setInvalid(missing);
    if (missing) {
      reason.focus();
    } else if (done.test(given)) {
      close();
    }
  }
}
