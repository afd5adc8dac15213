package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.shell.RefusalText;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks before something is done to a paying customer: says what will happen, and does not go on
 * without a reason.
 */
public final class ReasonDialog extends TypedDialog {

  private static final int LONGEST_REASON = 500;

  private final TextArea reason = new TextArea(getTranslation("reason.label"));
  private final BiPredicate<ReasonDialog, String> done;
  private @Nullable Component asked;

  /**
   * @param done what is done with the reason; true closes the dialog, false keeps it open
   */
  public ReasonDialog(String title, String consequence, String confirm, Predicate<String> done) {
    this(title, consequence, confirm, (_, reason) -> done.test(reason));
  }

  /** For what may be refused for its reason, or has to begin anew by itself. */
  public ReasonDialog(
      String title, String consequence, String confirm, BiPredicate<ReasonDialog, String> done) {
    super(title, confirm);
    this.done = done;
    reason.setRequiredIndicatorVisible(true);
    reason.setManualValidation(true);
    reason.setMaxLength(LONGEST_REASON);
    reason.setMinRows(2);
    reason.setPlaceholder(getTranslation("reason.placeholder"));
    form().add(new Paragraph(consequence), reason);
  }

  /** Says at the reason what is wrong with it; false where the refusal is about something else. */
  public boolean tells(Refusal refusal) {
    if (!(refusal instanceof Refusal.Invalid(String field, String _, var _))
        || !field.equals("reason")) {
      return false;
    }
    reason.setErrorMessage(RefusalText.atField(refusal, UI.getCurrent()));
    reason.setInvalid(true);
    reason.focus();
    return true;
  }

  /** What was given before, for who comes back. */
  public ReasonDialog given(String text) {
    reason.setValue(text);
    return this;
  }

  /** Marks what takes something away. */
  public ReasonDialog dangerous() {
    markDangerous(true);
    return this;
  }

  /** More to read or to fill in, above the reason. */
  public ReasonDialog asking(Component part) {
    asked = part;
    form().addComponentAtIndex(1, part);
    return this;
  }

  /** For what cannot be undone: goes on only once this has been typed. */
  public ReasonDialog typing(String expected) {
    askFor(expected);
    return dangerous();
  }

  /** As {@link #typing(String)}, for a number; {@code meaning} says what of. */
  public ReasonDialog typing(String expected, String meaning) {
    askFor(expected, meaning);
    return dangerous();
  }

  /** Goes on only past the guard. */
  public ReasonDialog guardedBy(Guard guard) {
    guard(guard);
    return this;
  }

  @Override
  boolean isFilled() {
    boolean typed = super.isFilled();
    boolean given = !reason.getValue().isBlank();
    reason.setInvalid(false);
    if (!given) {
      tells(new Refusal.Invalid("reason", InvalidKey.REQUIRED));
    }
    // the first of them that is wrong has the focus, which asks last
    boolean others = asked == null || isThere(asked);
    return others && typed && given;
  }

  /** Each field that must be there says so itself: the service would name one after the other. */
  private static boolean isThere(Component part) {
    List<HasValidation> missing =
        Inputs.within(part)
            .filter(Inputs::isMissing)
            .filter(HasValidation.class::isInstance)
            .map(HasValidation.class::cast)
            .toList();
    missing.forEach(field -> Fields.mark(field, new Refusal.Invalid("", InvalidKey.REQUIRED)));
    if (!missing.isEmpty() && missing.getFirst() instanceof Focusable<?> first) {
      first.focus();
    }
    return missing.isEmpty();
  }

  @Override
  boolean done() {
    return done.test(this, reason.getValue().strip());
  }
}
