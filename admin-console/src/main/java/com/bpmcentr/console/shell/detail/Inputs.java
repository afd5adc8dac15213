package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What fields hold, as text: as people read it where something is chosen. */
final class Inputs {

  private static final String NAME = "data-field";

  /** Of what is found by a text that names one thing. */
  private static final int MOST_FOUND = 50;

  private Inputs() {}

  /** All fields within, in their order. */
  static Stream<HasValue<?, ?>> within(Component part) {
    return part instanceof HasValue<?, ?> input
        ? Stream.of(input)
        : part.getChildren().flatMap(Inputs::within);
  }

  static Optional<String> label(HasValue<?, ?> input) {
    return input instanceof HasLabel labelled
        ? Optional.ofNullable(labelled.getLabel()).filter(label -> !label.isBlank())
        : Optional.empty();
  }

  /** The same in each language, where its form has named it. */
  static Optional<String> name(HasValue<?, ?> input) {
    return input instanceof Component component
        ? Optional.ofNullable(component.getElement().getAttribute(NAME))
        : Optional.empty();
  }

  static void name(Component input, String name) {
    input.getElement().setAttribute(NAME, name);
  }

  /** Whether it is empty and must not be. */
  static boolean isMissing(HasValue<?, ?> input) {
    return input instanceof Component shown
        && shown.isVisible()
        && input.isRequiredIndicatorVisible()
        && input.isEmpty();
  }

  /** Whether its text is a word of the viewer's language. */
  static boolean isChoice(HasValue<?, ?> input) {
    return input instanceof Select<?>
        || input instanceof RadioButtonGroup<?>
        || input instanceof ComboBox<?>
        || input instanceof MultiSelectComboBox<?>;
  }

  /** Whether the browser may keep it: no secrets, and no word that has to be typed each time. */
  static boolean mayBeKept(HasValue<?, ?> input) {
    return !(input instanceof PasswordField) && !(input instanceof TypedWord);
  }

  static String text(HasValue<?, ?> input) {
    return switch (input) {
      case ComboBox<?> box -> worded(box.getItemLabelGenerator(), box.getValue());
      case Select<?> select -> worded(select.getItemLabelGenerator(), select.getValue());
      case RadioButtonGroup<?> group -> worded(group.getItemLabelGenerator(), group.getValue());
      case MultiSelectComboBox<?> box ->
          box.getValue().stream()
              .map(item -> worded(box.getItemLabelGenerator(), item))
              .collect(Collectors.joining("\n"));
      case HasValue<?, ?> plain -> Objects.toString(plain.getValue(), "");
    };
  }

  /**
   * Puts in what {@link #text} or the browser had of it, unless that is nothing that it could hold
   * now. What has been switched off stays as it is.
   */
  static void put(HasValue<?, ?> input, String text) {
    boolean open =
        !input.isReadOnly()
            && (!(input instanceof HasEnabled switched) || switched.isEnabled())
            && (!(input instanceof Component component) || component.isVisible());
    if (!open) {
      return;
    }
    try {
      switch (input) {
        case TextField field -> field.setValue(text);
        case TextArea field -> field.setValue(text);
        case EmailField field -> field.setValue(text);
        case NumberField field -> field.setValue(text.isEmpty() ? null : Double.valueOf(text));
        case IntegerField field -> field.setValue(text.isEmpty() ? null : Integer.valueOf(text));
        case DatePicker field -> field.setValue(text.isEmpty() ? null : LocalDate.parse(text));
        case DateTimePicker field ->
            field.setValue(text.isEmpty() ? null : LocalDateTime.parse(text));
        case Checkbox box -> box.setValue(Boolean.valueOf(text));
        case ComboBox<?> box -> choose(box, text);
        case Select<?> select -> choose(select, text);
        case RadioButtonGroup<?> group -> choose(group, text);
        case MultiSelectComboBox<?> box -> chooseAll(box, text);
        case HasValue<?, ?> other ->
            throw new IllegalStateException(other.getClass() + " has no text to be kept as");
      }
    } catch (NumberFormatException | DateTimeException unreadable) {
      // left as it is: half a number or half a date is nothing to go on with
    }
  }

  @SuppressWarnings("unchecked") // where custom values are allowed, values are texts
  private static <T> void choose(ComboBox<T> box, String text) {
    Optional<T> item = named(found(box.getDataProvider(), text), box.getItemLabelGenerator(), text);
    if (item.isPresent() || text.isEmpty()) {
      box.setValue(item.orElse(null));
    } else if (box.isAllowCustomValue()) {
      box.setValue((T) text);
    }
  }

  private static <T> void choose(Select<T> select, String text) {
    named(items(select.getDataProvider()), select.getItemLabelGenerator(), text)
        .ifPresent(select::setValue);
  }

  private static <T> void choose(RadioButtonGroup<T> group, String text) {
    named(items(group.getDataProvider()), group.getItemLabelGenerator(), text)
        .ifPresent(group::setValue);
  }

  private static <T> void chooseAll(MultiSelectComboBox<T> box, String text) {
    List<String> labels = Arrays.asList(text.split("\n"));
    Set<T> items =
        items(box.getDataProvider())
            .filter(item -> labels.contains(worded(box.getItemLabelGenerator(), item)))
            .collect(Collectors.toSet());
    box.setValue(items);
  }

  private static <T> Optional<T> named(Stream<T> items, ItemLabelGenerator<T> words, String text) {
    return items.filter(item -> worded(words, item).strip().equals(text)).findFirst();
  }

  /** Of a list that is read part by part, what is found by the text, as if it were typed. */
  @SuppressWarnings("unchecked") // a box asks for its items by what is typed
  private static <T> Stream<T> found(DataProvider<T, ?> items, String text) {
    return items.isInMemory() || text.isEmpty()
        ? items(items)
        : ((DataProvider<T, String>) items)
            .fetch(new Query<>(0, MOST_FOUND, List.of(), null, text));
  }

  /** Only what is at hand: a list that is read part by part is not read for this. */
  private static <T> Stream<T> items(DataProvider<T, ?> items) {
    return items.isInMemory() ? items.fetch(new Query<>()) : Stream.empty();
  }

  @SuppressWarnings("unchecked") // a field's generator is for its own values
  private static String worded(ItemLabelGenerator<?> words, @Nullable Object value) {
    return value == null ? "" : ((ItemLabelGenerator<Object>) words).apply(value);
  }
}
