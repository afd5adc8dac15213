package com.bpmcentr.console.imports.ui;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Words;
import com.vaadin.flow.component.UI;

/** How imports are told on screens. */
final class ImportWords {

  private ImportWords() {}

  static String state(Import found) {
    return Words.of("import-state", found.state());
  }

  static Tone tone(Import found) {
    return switch (found.state()) {
      case WAITING -> Tone.NEUTRAL;
      case RECEIVING, RUNNING -> Tone.CALM;
      case DONE -> Tone.GOOD;
      case BROKEN_OFF -> Tone.ATTENTION;
      case FAILED -> Tone.BAD;
    };
  }

  /** While lines come in, how many there are so far; then how many of them are done. */
  static String progress(Import found, Formats formats) {
    UI ui = UI.getCurrent();
    String lines = formats.number(found.received());
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF ->
          ui.getTranslation(
              PluralForm.of(found.received(), Languages.of(ui.getLocale())).of("imports.received"),
              lines);
      case WAITING, RUNNING, DONE, FAILED ->
          ui.getTranslation("progress.of", formats.number(found.processed()), lines);
    };
  }

  /** The same where there is little room: the state stands beside it. */
  static String lines(Import found, Formats formats) {
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF -> formats.number(found.received());
      case WAITING, RUNNING, DONE, FAILED -> progress(found, formats);
    };
  }

  /** From 0 to 1; 0 while nobody knows how many lines will come. */
  static double share(Import found) {
    return switch (found.state()) {
      case RECEIVING, BROKEN_OFF -> 0;
      case WAITING, RUNNING, DONE, FAILED -> found.processed() / (double) found.received();
    };
  }
}
