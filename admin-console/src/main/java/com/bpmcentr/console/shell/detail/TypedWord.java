package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Typed;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;

/** A field into which a given word has to be typed, so that nobody goes on by habit. */
final class TypedWord extends TextField {

  private final String expected;

  TypedWord(String expected) {
    this.expected = expected.strip();
    setLabel(getTranslation("confirm.type", this.expected));
    setRequiredIndicatorVisible(true);
    setManualValidation(true);
    setAutocomplete(Autocomplete.OFF);
    addValueChangeListener(event -> setInvalid(false));
  }

  /**
   * Whether it stands there; else the field says so and has the focus. An amount is shown as the
   * viewer writes it, and may be typed as keyboards have it.
   */
  boolean isTyped() {
    boolean same = Typed.number(getValue()).equals(Typed.number(expected));
    if (!same) {
      setErrorMessage(Words.text(getValue().isBlank() ? "confirm.missing" : "confirm.differs"));
      focus();
    }
    setInvalid(!same);
    return same;
  }
}
