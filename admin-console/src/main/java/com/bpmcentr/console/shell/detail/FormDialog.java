package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A small form over the page: fields, a way back, and one thing to do. */
public final class FormDialog extends TypedDialog {

  private final Predicate<FormDialog> done;
  private final List<Runnable> judgements = new ArrayList<>();

  /**
   * @param done what the form is for; true closes the dialog, false keeps it open
   */
  public FormDialog(String title, String confirm, BooleanSupplier done, Component... fields) {
    this(title, confirm, _ -> done.getAsBoolean(), fields);
  }

  /** For what may have to begin anew by itself. */
  FormDialog(String title, String confirm, Predicate<FormDialog> done, Component... fields) {
    super(title, confirm);
    this.done = done;
    form().add(fields);
  }

  /** Goes on only past the guard. */
  public FormDialog guardedBy(Guard guard) {
    guard(guard);
    return this;
  }

  /** For what cannot be undone: goes on only once this has been typed. */
  public FormDialog typing(String expected) {
    askFor(expected);
    markDangerous(true);
    return this;
  }

  /** As {@link #typing(String)}, while what is chosen in the field cannot be undone. */
  public <V> FormDialog typing(String expected, HasValue<?, V> choice, Predicate<V> isFinal) {
    return typing(expected, () -> isFinal.test(choice.getValue()), choice);
  }

  /** As above, where it is for several fields together to say. */
  public FormDialog typing(String expected, BooleanSupplier isFinal, HasValue<?, ?>... choices) {
    TypedWord word = askFor(expected);
    Runnable judgement =
        () -> {
          word.setVisible(isFinal.getAsBoolean());
          markDangerous(word.isVisible());
        };
    judgements.add(judgement);
    judgement.run();
    for (HasValue<?, ?> choice : choices) {
      choice.addValueChangeListener(_ -> judgement.run());
    }
    return this;
  }

  /** Marks what takes something away, while that is what is chosen in the field. */
  public <V> FormDialog dangerous(HasValue<?, V> choice, Predicate<V> takesAway) {
    follow(choice, value -> markDangerous(takesAway.test(value)));
    return this;
  }

  private <V> void follow(HasValue<?, V> choice, Consumer<V> chosen) {
    Runnable judgement = () -> chosen.accept(choice.getValue());
    judgements.add(judgement);
    judgement.run();
    choice.addValueChangeListener(_ -> judgement.run());
  }

  @Override
  void judgeAnew() {
    judgements.forEach(Runnable::run);
  }

  @Override
  boolean done() {
    return done.test(this);
  }
}
