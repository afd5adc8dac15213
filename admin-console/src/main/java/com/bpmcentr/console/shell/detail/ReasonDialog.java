package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks before something is done to a paying customer: says what will happen, and does not go on
 * without a reason.
 */
public final class ReasonDialog extends Dialog {

  private static final int LONGEST_REASON = 500;

  private final TextArea reason = new TextArea(getTranslation("reason.label"));
  private final Div form = new Div();
  private final Button confirm;
  private @Nullable TypedWord word;

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

  /** Marks what takes something away. */
  public ReasonDialog dangerous() {
    confirm.addThemeVariants(ButtonVariant.ERROR);
    return this;
  }

  /** More to fill in, above the reason. */
  public ReasonDialog asking(Component field) {
    form.addComponentAtIndex(1, field);
    return this;
  }

  /** For what cannot be undone: goes on only once this has been typed. */
  public ReasonDialog typing(String expected) {
    var field = new TypedWord(expected);
    word = field;
    form.add(field);
    return dangerous();
  }

  private void tryTo(Predicate<String> done) {
    String given = reason.getValue().strip();
    reason.setInvalid(given.isEmpty());
    boolean typed = word == null || word.isTyped();
    if (given.isEmpty()) {
      reason.focus();
    } else if (typed && done.test(given)) {
      close();
    }
  }
}
