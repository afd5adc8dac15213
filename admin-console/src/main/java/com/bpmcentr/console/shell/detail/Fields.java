package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Notices;
import com.bpmcentr.console.shell.RefusalText;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form by the names that refusals call them, so that what the service refuses is
 * said at the field it is about.
 */
public final class Fields {

  private final Map<String, HasValidation> fields = new LinkedHashMap<>();
  private final Map<String, HasValue<?, ?>> inputs = new LinkedHashMap<>();

  public <F extends Component & HasValidation & HasValue<?, ?>> F add(String name, F field) {
    // The service says what is wrong: once, for screens and API alike.
    field.setManualValidation(true);
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
    return fields.get(name) instanceof HasLabel labelled
        ? Objects.requireNonNullElse(labelled.getLabel(), name)
        : name;
  }

  /** A field's value in the words that the field has for it. */
  String shown(String name) {
    return switch (inputs.get(name)) {
      case ComboBox<?> box -> worded(box.getItemLabelGenerator(), box.getValue());
      case Select<?> select -> worded(select.getItemLabelGenerator(), select.getValue());
      case RadioButtonGroup<?> group -> worded(group.getItemLabelGenerator(), group.getValue());
      case HasValue<?, ?> plain -> Formats.orNothing(Objects.toString(plain.getValue(), ""));
      case null -> Formats.NOTHING;
    };
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

  @SuppressWarnings("unchecked") // a field's generator is for its own values
  private static String worded(ItemLabelGenerator<?> words, @Nullable Object value) {
    return value == null
        ? Formats.NOTHING
        : Formats.orNothing(((ItemLabelGenerator<Object>) words).apply(value));
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

  private void tell(Refusal refusal) {
    UI ui = UI.getCurrent();
    named(refusal)
        .ifPresentOrElse(
            field -> {
              field.setErrorMessage(RefusalText.atField(refusal, ui));
              field.setInvalid(true);
            },
            () -> Notices.failure(RefusalText.of(refusal, ui)));
  }

  private Optional<HasValidation> named(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid invalid -> Optional.ofNullable(fields.get(invalid.field()));
      case Refusal.AlreadyExists exists -> Optional.ofNullable(fields.get(exists.field()));
      default -> Optional.empty();
    };
  }
}
