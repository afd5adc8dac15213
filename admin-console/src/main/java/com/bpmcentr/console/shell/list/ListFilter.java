package com.bpmcentr.console.shell.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One filter of a list: its name in the URL, what its chip says, and the field to set it with, if
 * it is not only reached by links.
 */
public final class ListFilter {

  private static final Duration TYPING_PAUSE = Duration.ofMillis(350);

  private final String name;
  private final String label;
  private final UnaryOperator<String> describe;
  private final Predicate<String> showable;
  private final @Nullable Component field;

  private ListFilter(
      String name,
      String label,
      UnaryOperator<String> describe,
      Predicate<String> showable,
      @Nullable Component field) {
    this.name = name;
    this.label = label;
    this.describe = describe;
    this.showable = showable;
    this.field = field;
  }

  /** Free text, applied when the typing pauses. */
  public static ListFilter text(String name, String label, String placeholder) {
    var field = new TextField();
    field.setPlaceholder(placeholder);
    field.setAriaLabel(label);
    field.setPrefixComponent(VaadinIcon.SEARCH.create());
    field.setClearButtonVisible(true);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout((int) TYPING_PAUSE.toMillis());
    field.addClassName("search");
    return new ListFilter(name, label, value -> value, value -> true, field);
  }

  /** One of a few values. */
  public static ListFilter choice(
      String name, String label, List<String> values, UnaryOperator<String> describe) {
    var field = new Select<String>();
    field.setAriaLabel(label);
    field.setPlaceholder(label);
    field.setItems(values);
    field.setItemLabelGenerator(value -> value == null ? label : describe.apply(value));
    field.setEmptySelectionAllowed(true);
    field.setEmptySelectionCaption(label);
    return new ListFilter(
        name,
        label,
        value -> values.contains(value) ? describe.apply(value) : value,
        values::contains,
        field);
  }

  /** Set by links from other screens only. */
  public static ListFilter linked(String name, String label, UnaryOperator<String> describe) {
    return new ListFilter(name, label, describe, value -> true, null);
  }

  String name() {
    return name;
  }

  String chip(String value) {
    return label + ": " + describe.apply(value);
  }

  Optional<Component> field() {
    return Optional.ofNullable(field);
  }

  @SuppressWarnings("unchecked") // both kinds of field hold text
  private Optional<HasValue<?, String>> input() {
    return Optional.ofNullable((HasValue<?, String>) field);
  }

  void onChange(Consumer<@Nullable String> changed) {
    input()
        .ifPresent(
            input ->
                input.addValueChangeListener(
                    event -> {
                      if (event.isFromClient()) {
                        changed.accept(event.getValue());
                      }
                    }));
  }

  /**
   * Leaves a choice empty that does not offer the value: its browser side would drop the filter.
   */
  void show(@Nullable String value) {
    input()
        .ifPresent(
            input -> {
              if (value == null || !showable.test(value)) {
                input.clear();
              } else {
                input.setValue(value);
              }
            });
  }
}
