package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Calendars;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One filter of a list: its name in the URL, what its chip says, and the field to set it with, if
 * it is not only reached by links. Labels are given by their text's key.
 */
public final class ListFilter {

  private static final Duration TYPING_PAUSE = Duration.ofMillis(350);

  /** What is picked from may be longer than what its field has room for. */
  private static final String WIDE = "18rem";

  private static final String UNSET = "unset";

  private final String name;
  private final String label;
  private final UnaryOperator<String> describe;
  private final @Nullable Input<?> input;

  private ListFilter(
      String name, String label, UnaryOperator<String> describe, @Nullable Input<?> input) {
    this.name = name;
    this.label = label;
    this.describe = describe;
    this.input = input;
  }

  /**
   * A field and what stands for its value in the URL.
   *
   * @param read empty for what the field cannot show: its browser side would drop the filter
   */
  private record Input<V>(
      Component field,
      HasValue<?, V> value,
      Function<V, String> print,
      Function<String, Optional<V>> read) {

    void onChange(Consumer<@Nullable String> changed) {
      value.addValueChangeListener(
          event -> {
            if (event.isFromClient()) {
              V typed = event.getValue();
              changed.accept(typed == null ? null : print.apply(typed));
            }
          });
    }

    void show(@Nullable String text) {
      Optional.ofNullable(text).flatMap(read).ifPresentOrElse(value::setValue, value::clear);
    }
  }

  /** Free text, applied when the typing pauses. */
  public static ListFilter text(String name, String key) {
    return text(name, key, key);
  }

  /** The same, with something else than the label where nothing is typed. */
  public static ListFilter text(String name, String key, String placeholder) {
    String label = Words.text(key);
    var field = new TextField();
    field.setPlaceholder(Words.text(placeholder));
    field.setAriaLabel(label);
    field.setPrefixComponent(VaadinIcon.SEARCH.create());
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout((int) TYPING_PAUSE.toMillis());
    field.addClassName("search");
    return new ListFilter(
        name,
        label,
        value -> value,
        new Input<>(field, field, UnaryOperator.identity(), Optional::of));
  }

  /** One of the constants, called as {@link Words#of(String)} has them. */
  public static ListFilter choice(String name, String key, WireName[] constants, String words) {
    return choice(name, key, Words.names(constants), Words.of(words));
  }

  /** One of a few values. */
  public static ListFilter choice(
      String name, String key, List<String> values, UnaryOperator<String> describe) {
    String label = Words.text(key);
    var field = new Select<String>();
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.setItems(values);
    field.setItemLabelGenerator(value -> value == null ? label : describe.apply(value));
    field.setEmptySelectionAllowed(true);
    field.setEmptySelectionCaption(label);
    // what stands for nothing looks as where nothing is typed
    field.setClassName(UNSET, true);
    field.addValueChangeListener(event -> field.setClassName(UNSET, event.getValue() == null));
    return oneOf(name, label, values, describe, field);
  }

  /** One of many values, found by typing. */
  public static ListFilter pick(
      String name, String key, List<String> values, UnaryOperator<String> describe) {
    String label = Words.text(key);
    var field = new ComboBox<String>();
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.setItems(values);
    field.setItemLabelGenerator(describe::apply);
    field.setClearButtonVisible(true);
    field.setOverlayWidth(WIDE);
    return oneOf(name, label, values, describe, field);
  }

  private static <C extends Component & HasValue<?, String>> ListFilter oneOf(
      String name, String label, List<String> values, UnaryOperator<String> describe, C field) {
    return new ListFilter(
        name,
        label,
        value -> values.contains(value) ? describe.apply(value) : value,
        new Input<>(
            field,
            field,
            UnaryOperator.identity(),
            value -> Optional.of(value).filter(values::contains)));
  }

  /** A day of the company's zone, the first or the last that is wanted; a moment has no field. */
  public static ListFilter day(String name, Formats formats) {
    String label = Words.text("filter." + name);
    DatePicker field = Calendars.speak(new DatePicker());
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.setClearButtonVisible(true);
    return new ListFilter(
        name,
        label,
        formats::dateTimeIfOne,
        new Input<>(field, field, Object::toString, CompanyDays::day));
  }

  /** Set by links from other screens only. */
  public static ListFilter linked(String name, String key) {
    return linked(name, key, value -> value);
  }

  public static ListFilter linked(String name, String key, UnaryOperator<String> describe) {
    return new ListFilter(name, Words.text(key), describe, null);
  }

  /**
   * One that the list knows and the screen has nothing for: it came by a link somebody made, and
   * must be seen all the same.
   */
  static ListFilter unnamed(String name, UnaryOperator<String> describe) {
    return new ListFilter(name, Words.ifKnown("filter." + name, name), describe, null);
  }

  String name() {
    return name;
  }

  String chip(String value) {
    return label + ": " + describe.apply(value);
  }

  /** What the chip says where the value identifies something of that name. */
  String named(String thing) {
    return label + ": " + thing;
  }

  Optional<Component> field() {
    return input == null ? Optional.empty() : Optional.of(input.field());
  }

  void onChange(Consumer<@Nullable String> changed) {
    if (input != null) {
      input.onChange(changed);
    }
  }

  void show(@Nullable String value) {
    if (input != null) {
      input.show(value);
    }
  }
}
