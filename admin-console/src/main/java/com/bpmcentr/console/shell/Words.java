package com.bpmcentr.console.shell;

import static java.time.temporal.ChronoUnit.MINUTES;

import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Texts of screens, and what the model's constants are called there. */
public final class Words {

  private Words() {}

  /** The text of that key in the language of who looks on. */
  public static String text(String key, Object... arguments) {
    return UI.getCurrent().getTranslation(key, arguments);
  }

  /** The text {@code kind.constant}, such as {@code category.standard}. */
  public static String of(String kind, WireName constant) {
    return of(kind, constant.wireName());
  }

  public static String of(String kind, String wireName) {
    return UI.getCurrent().getTranslation(kind + "." + wireName);
  }

  /** For words that come from outside and may have no text: then as they are. */
  public static String ifKnown(String key, String otherwise, Object... arguments) {
    String text = UI.getCurrent().getTranslation(key, arguments);
    return text.endsWith(key) ? otherwise : text;
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

  /** A guess at a length of time: in seconds below two minutes, then in minutes. */
  public static String roughly(Duration length) {
    long seconds = Math.max(1, length.toSeconds());
    return duration(seconds < 120 ? Duration.ofSeconds(seconds) : length.truncatedTo(MINUTES));
  }

  /** Says whose clock the times are told by. */
  public static String zone(ZoneId zone) {
    return UI.getCurrent().getTranslation("date.zone", zone.getId());
  }

  /** A country's name in the viewer's language. */
  public static String country(String code) {
    return country(code, UI.getCurrent().getLocale());
  }

  public static String country(String code, Locale language) {
    return Locale.of("", code).getDisplayCountry(language);
  }
}
