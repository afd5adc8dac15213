package com.bpmcentr.console.shell;

import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the model's constants are called on screens. */
public final class Words {

  private Words() {}

  /** The text {@code kind.constant}, such as {@code category.standard}. */
  public static String of(String kind, WireName constant) {
    return of(kind, constant.wireName());
  }

  public static String of(String kind, String wireName) {
    return UI.getCurrent().getTranslation(kind + "." + wireName);
  }

  public static UnaryOperator<String> of(String kind) {
    return wireName -> of(kind, wireName);
  }

  public static List<String> names(WireName[] constants) {
    return Arrays.stream(constants).map(WireName::wireName).toList();
  }

  /** A length of time in its largest whole unit. */
  public static String duration(Duration length) {
    UI ui = UI.getCurrent();
    if (length.toSecondsPart() != 0) {
      return ui.getTranslation("duration.seconds", length.toSeconds());
    }
    if (length.toMinutesPart() != 0) {
      return ui.getTranslation("duration.minutes", length.toMinutes());
    }
    return ui.getTranslation("duration.hours", length.toHours());
  }

  /** A country's name in the viewer's language. */
  public static String country(String code) {
    Locale locale = UI.getCurrent().getLocale();
    return Locale.of("", code).getDisplayCountry(locale);
  }
}
