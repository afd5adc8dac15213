package com.bpmcentr.console.shell.detail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.TextUi;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FieldsTest {

  @RegisterExtension private final TextUi ui = new TextUi(Locale.ENGLISH);

  private final Fields fields = new Fields();
  private final TextField amount = fields.add("amount", new TextField());
  private final Select<String> method = fields.add("method", new Select<>());
  private final TextField reference = fields.add("reference", new TextField());
  private final TextField note = fields.add("note", new TextField());

  @BeforeEach
  void mark() {
    amount.setRequiredIndicatorVisible(true);
    method.setRequiredIndicatorVisible(true);
    reference.setRequiredIndicatorVisible(true);
  }

  /** Whoever left three fields empty was sent back three times. */
  @Test
  void finished_someMissing_namesAllThatMustBeGiven() {
    amount.setValue("15");

    assertThat(finished(InvalidKey.REQUIRED)).isFalse();

    assertThat(method.isInvalid()).isTrue();
    assertThat(reference.isInvalid()).isTrue();
    assertThat(reference.getErrorMessage()).isEqualTo("Must not be empty");
    assertThat(method.getErrorMessage()).isEqualTo("Choose a value");
    assertThat(amount.isInvalid()).isFalse();
    assertThat(note.isInvalid()).isFalse();
  }

  @Test
  void finished_aHiddenOneIsEmpty_isNotNamed() {
    reference.setVisible(false);

    finished(InvalidKey.REQUIRED);

    assertThat(amount.isInvalid()).isTrue();
    assertThat(reference.isInvalid()).isFalse();
  }

  @Test
  void finished_aWrongOne_namesWhatIsMissingToo() {
    method.setItems("by pigeon");
    method.setValue("by pigeon");

    finished(InvalidKey.UNKNOWN);

    assertThat(method.isInvalid()).isTrue();
    assertThat(amount.isInvalid()).isTrue();
    assertThat(method.getErrorMessage()).isNotEqualTo(amount.getErrorMessage());
    assertThat(note.isInvalid()).isFalse();
  }

  /** The service may have told what form it must have, of nothing. */
  @Test
  void finished_anEmptyOneIsRefusedForItsForm_isMissing() {
    fields.finished(Result.refused(new Refusal.Invalid("amount", InvalidKey.UNKNOWN)), _ -> {});

    assertThat(amount.getErrorMessage()).isEqualTo("Must not be empty");
  }

  private boolean finished(String key) {
    return fields.finished(Result.refused(new Refusal.Invalid("method", key)), _ -> {});
  }
}
