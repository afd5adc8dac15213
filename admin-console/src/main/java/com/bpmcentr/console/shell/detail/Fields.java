package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.RefusalText;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form by the names that refusals call them, so that what the service refuses is
 * said at the field it is about.
 */
public final class Fields {

  /** Of a list or a calendar nobody thinks as of something empty. */
  private static final String NOT_CHOSEN = "invalid.not-chosen";

  private final Map<String, HasValidation> fields = new LinkedHashMap<>();
  private final Map<String, HasValue<?, ?>> inputs = new LinkedHashMap<>();

  public <F extends Component & HasValidation & HasValue<?, ?>> F add(String name, F field) {
    // The service says what is wrong: once, for screens and API alike.
    field.setManualValidation(true);
    Inputs.name(field, name);
    fields.put(name, field);
    inputs.put(name, field);
    return field;
  }

  /** What the fields hold, by their names. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    inputs.forEach((name, input) -> values.put(name, input.getValue()));
    return values;
  }

  String label(String name) {
    HasValue<?, ?> input = inputs.get(name);
    return input == null ? name : Inputs.label(input).orElse(name);
  }

  /** A field's value in the words that the field has for it. */
  String shown(String name) {
    HasValue<?, ?> input = inputs.get(name);
    return input == null ? Formats.NOTHING : Formats.orNothing(Inputs.text(input));
  }

  /** Puts into a field what the field of the same name elsewhere holds. */
  @SuppressWarnings("unchecked") // fields of one name are of one type
  void take(String name, Fields other) {
    HasValue<?, Object> input = (HasValue<?, Object>) inputs.get(name);
    HasValue<?, ?> source = other.inputs.get(name);
    if (input != null && source != null) {
      input.setValue(source.getValue());
    }
  }

  /**
   * Tells a refusal at its field, or goes on with what was done.
   *
   * @return whether it was done
   */
  public <T> boolean finished(Result<T> result, Consumer<Result.Done<T>> next) {
    fields.values().forEach(field -> field.setInvalid(false));
    return switch (result) {
      case Result.Done<T> done -> {
        next.accept(done);
        yield true;
      }
      case Result.Refused<T>(Refusal refusal) -> {
        tell(refusal);
        yield false;
      }
    };
  }

  /**
   * Tells a refusal at its field; what was done is the page's to tell, and that what was asked
   * about is no longer so.
   *
   * @param page whether the dialog is done with
   * @return whether it is
   */
  public <T> boolean finishedBy(Predicate<Result<T>> page, Result<T> result) {
    boolean asked =
        result instanceof Result.Refused<T>(Refusal refusal) && !refusal.tellsOfChange();
    return asked ? finished(result, _ -> {}) : page.test(result);
  }

  /** Whether one of the fields is what was refused. */
  public boolean areRefusedBy(Result<?> result) {
    return result instanceof Result.Refused<?>(Refusal refusal) && named(refusal).isPresent();
  }

  private void tell(Refusal refusal) {
    named(refusal)
        .ifPresentOrElse(
            field -> {
              mark(field, refusal);
              tellWhatElseIsMissing(refusal);
              // a picker of days would open itself, over what was said
              if (field instanceof TextFieldBase<?, ?> input) {
                input.focus();
              }
            },
            () -> Notices.refused(refusal));
  }

  /** The service names the first; whoever reads it would come back for each of the others. */
  private void tellWhatElseIsMissing(Refusal refusal) {
    if (refusal instanceof Refusal.Invalid) {
      fields.forEach(
          (name, field) -> {
            HasValue<?, ?> input = inputs.get(name);
            // a day that nobody can read is empty, too, and says so
            boolean mayBeTold = !field.isInvalid() || input instanceof TextField;
            if (mayBeTold && input != null && Inputs.isMissing(input)) {
              mark(field, new Refusal.Invalid(name, InvalidKey.REQUIRED));
            }
          });
    }
  }

  static void mark(HasValidation field, Refusal refusal) {
    boolean chosen = !(field instanceof TextFieldBase<?, ?>);
    Refusal said =
        chosen
                && refusal instanceof Refusal.Invalid(String name, String key, var _)
                && key.equals(InvalidKey.REQUIRED)
            ? new Refusal.Invalid(name, NOT_CHOSEN)
            : refusal;
    field.setErrorMessage(RefusalText.atField(said, UI.getCurrent()));
    field.setInvalid(true);
  }

  private Optional<HasValidation> named(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid invalid -> Optional.ofNullable(fields.get(invalid.field()));
      case Refusal.AlreadyExists exists -> Optional.ofNullable(fields.get(exists.field()));
      default -> Optional.empty();
    };
  }
}
