package com.bpmcentr.console.shell;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.ValueContext;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Calendars to pick days from, in the viewer's language. */
public final class Calendars {

  private static final int MONDAY = 1;

  private Calendars() {}

  public static DatePicker speak(DatePicker picker) {
    Locale locale = UI.getCurrent().getLocale();
    picker.setLocale(locale);
    picker.setI18n(words(locale, text("date.today"), text("dialog.back")));
    return picker;
  }

  public static DateTimePicker speak(DateTimePicker picker) {
    Locale locale = UI.getCurrent().getLocale();
    picker.setLocale(locale);
    picker.setDatePickerI18n(words(locale, text("date.today"), text("dialog.back")));
    picker.setDateAriaLabel(text("date.day"));
    picker.setTimeAriaLabel(text("date.time"));
    return picker;
  }

  /**
   * What is wrong with what was picked, where it is neither nothing nor a whole moment: a day
   * without a time reads as empty, and would be taken for nothing.
   *
   * @param field the picker's name in refusals
   */
  public static Optional<Refusal.Invalid> problem(String field, DateTimePicker picker) {
    // with a context it leaves to others whether something must be there at all
    ValueContext asked = new ValueContext(new Binder<>(), picker);
    return picker.getDefaultValidator().apply(picker.getValue(), asked).isError()
        ? Optional.of(new Refusal.Invalid(field, "picker.incomplete"))
        : Optional.empty();
  }

  /** Months as they head a page, in the nominative: „листопад“, not „листопада“. */
  static DatePicker.DatePickerI18n words(Locale locale, String today, String cancel) {
    return new DatePicker.DatePickerI18n()
        .setMonthNames(
            Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                .toList())
        .setWeekdays(days(TextStyle.FULL_STANDALONE, locale))
        .setWeekdaysShort(days(TextStyle.SHORT_STANDALONE, locale))
        .setFirstDayOfWeek(MONDAY)
        .setToday(today)
        .setCancel(cancel);
  }

  /** From Sunday on, as the picker wants them. */
  private static List<String> days(TextStyle style, Locale locale) {
    return Stream.iterate(DayOfWeek.SUNDAY, day -> day.plus(1))
        .limit(7)
        .map(day -> day.getDisplayName(style, locale))
        .toList();
  }
}
