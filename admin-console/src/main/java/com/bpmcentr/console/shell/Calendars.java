package com.bpmcentr.console.shell;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.data.binder.Binder;
import com.vaadin.flow.data.binder.Validator;
import com.vaadin.flow.data.binder.ValueContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calendars to pick days from, in the viewer's language. */
public final class Calendars {

  private static final int MONDAY = 1;

  /** Vaadin's calls the group of its two fields required, which only a field can be. */
  private static final String FIELDS_ARE_REQUIRED =
      """
      this.updateComplete.then(() => {
        if (this.hasAttribute('aria-required')) {
          this.removeAttribute('aria-required');
          this.querySelectorAll('input').forEach(field => field.ariaRequired = 'true');
        }
      });
      """;

  private Calendars() {}

  public static DatePicker speak(DatePicker picker) {
    Locale locale = UI.getCurrent().getLocale();
    picker.setLocale(locale);
    picker.setI18n(words(locale, text("date.today"), text("dialog.back")));
    picker.getElement().addEventListener("unparsable-change", _ -> tellIfUnread(picker));
    picker.addValueChangeListener(_ -> tellIfUnread(picker));
    return picker;
  }

  public static DateTimePicker speak(DateTimePicker picker) {
    Locale locale = UI.getCurrent().getLocale();
    picker.setLocale(locale);
    picker.setDatePickerI18n(words(locale, text("date.today"), text("dialog.back")));
    picker.setDateAriaLabel(text("date.day"));
    picker.setTimeAriaLabel(text("date.time"));
    picker.getElement().executeJs(FIELDS_ARE_REQUIRED);
    // what was missing is there now
    picker.addValueChangeListener(_ -> picker.setInvalid(false));
    return picker;
  }

  /** A form's fields wait for its button; a day that could not be read would be gone by then. */
  private static void tellIfUnread(DatePicker picker) {
    Optional<Refusal.Invalid> unread = problem("", picker);
    unread.ifPresent(
        refusal -> picker.setErrorMessage(RefusalText.atField(refusal, UI.getCurrent())));
    picker.setInvalid(unread.isPresent());
  }

  /**
   * What is wrong with what was typed, where it is no day: it reads as empty, and would be taken
   * for nothing.
   *
   * @param field the picker's name in refusals
   */
  public static Optional<Refusal.Invalid> problem(String field, DatePicker picker) {
    return isUnread(picker.getDefaultValidator(), picker.getValue(), picker)
        ? Optional.of(new Refusal.Invalid(field, "picker.unread", List.of(example())))
        : Optional.empty();
  }

  /**
   * What is wrong with what was picked, where it is neither nothing nor a whole moment: a day
   * without a time reads as empty, and would be taken for nothing.
   *
   * @param field the picker's name in refusals
   */
  public static Optional<Refusal.Invalid> problem(String field, DateTimePicker picker) {
    return isUnread(picker.getDefaultValidator(), picker.getValue(), picker)
        ? Optional.of(new Refusal.Invalid(field, "picker.incomplete"))
        : Optional.empty();
  }

  private static <V> boolean isUnread(Validator<V> picker, @Nullable V value, Component owner) {
    // with a context it leaves to others whether something must be there at all
    return picker.apply(value, new ValueContext(new Binder<>(), owner)).isError();
  }

  /** The last day of a year: nobody takes its day for a month. */
  private static String example() {
    return DateTimeFormatter.ofPattern(formats(UI.getCurrent().getLocale()).getFirst())
        .format(LocalDate.of(2026, Month.DECEMBER, 31));
  }

  /**
   * How days are written, and then how else they may be typed: without the year it is this one. As
   * the picker tries them in turn, each with a year of two digits first, those that begin with the
   * day stand before the one that begins with the year.
   */
  static List<String> formats(Locale locale) {
    return locale.getLanguage().equals("en")
        ? List.of("M/d/yyyy", "M/d", "M-d-yyyy", "dd.MM.yyyy", "dd.MM", "dd-MM-yyyy", "yyyy-MM-dd")
        : List.of("dd.MM.yyyy", "dd.MM", "dd/MM/yyyy", "dd/MM", "dd-MM-yyyy", "yyyy-MM-dd");
  }

  /** Months as they head a page, in the nominative: „листопад“, not „листопада“. */
  static DatePicker.DatePickerI18n words(Locale locale, String today, String cancel) {
    List<String> formats = formats(locale);
    return new DatePicker.DatePickerI18n()
        .setDateFormats(
            formats.getFirst(), formats.subList(1, formats.size()).toArray(String[]::new))
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
