package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.RefusedLine;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Translations;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.UI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How imports are told on screens. */
final class ImportWords {

  /** Also where no page is: a file is written without one. */
  private static final Translations TEXTS = new Translations();

  private static final Pattern PART =
      Pattern.compile("(keys|subscriptions)\\.(\\d{1,6})(?:\\.(.+))?");

  private ImportWords() {}

  static String state(Import found) {
    return Words.of("import-state", found.state());
  }

  static Tone tone(Import found) {
    return switch (found.state()) {
      case WAITING -> Tone.NEUTRAL;
      case RECEIVING, RUNNING -> Tone.CALM;
      case DONE -> found.refused() == 0 ? Tone.GOOD : Tone.ATTENTION;
      case BROKEN_OFF, STOPPED -> Tone.ATTENTION;
      case FAILED -> Tone.BAD;
    };
  }

  /** While lines come in, how many there are so far; then how many of them are done. */
  static String progress(Import found, Formats formats) {
    String lines = formats.number(found.received());
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF ->
          Words.text(
              PluralForm.of(found.received(), Languages.of(UI.getCurrent().getLocale()))
                  .of("imports.received"),
              lines);
      case WAITING, RUNNING, DONE, FAILED, STOPPED ->
          Words.text("progress.of", formats.number(found.processed()), lines);
    };
  }

  /** The same where there is little room: the state stands beside it. */
  static String lines(Import found, Formats formats) {
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF -> formats.number(found.received());
      case WAITING, RUNNING, DONE, FAILED, STOPPED -> progress(found, formats);
    };
  }

  /** From 0 to 1; 0 while nobody knows how many lines will come. */
  static double share(Import found) {
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF -> 0;
      case WAITING, RUNNING, DONE, FAILED, STOPPED -> found.processed() / (double) found.received();
    };
  }

  /** Why a line was refused: which part of it and what is wrong, in that language. */
  static String reason(RefusedLine line, Locale locale) {
    Refusal.Invalid problem = line.problem();
    String text = text(locale, problem.messageKey(), problem.arguments().toArray());
    return problem.field().equals("line")
        ? text.substring(0, 1).toUpperCase(locale) + text.substring(1)
        : place(problem.field(), locale) + ": " + text;
  }

  /** {@code subscriptions.0.connectorId} is the first subscription's connector. */
  private static String place(String field, Locale locale) {
    Matcher part = PART.matcher(field);
    if (!part.matches()) {
      return name(field, locale);
    }
    String which =
        text(locale, "imports.part." + part.group(1), Integer.parseInt(part.group(2)) + 1);
    return part.group(3) == null ? which : which + ", " + name(part.group(3), locale);
  }

  /** A name that is none of ours is what stands in the line. */
  private static String name(String field, Locale locale) {
    String key = "field." + field;
    String text = text(locale, key);
    return text.endsWith(key) ? field : text;
  }

  private static String text(Locale locale, String key, Object... arguments) {
    return TEXTS.getTranslation(key, locale, arguments);
  }
}
