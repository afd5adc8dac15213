package com.bpmcentr.console.shell.detail;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.usage.BlastRadius;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;

/** Says before something is stopped who would be refused, and how fresh that knowledge is. */
public final class BlastRadiusNote {

  private BlastRadiusNote() {}

  public static Component of(BlastRadius radius, Formats formats) {
    var counted =
        new Div(
            radius.nobody()
                ? text("blast.counted.nobody")
                : text("blast.counted", formats.dateTime(radius.until())));
    if (radius.nobody() && radius.ofADay()) {
      return new Note(Note.Kind.INFO, text("blast.nobody"), counted);
    }
    var when = new Div(lastUse(radius, formats));
    if (radius.nobody()) {
      return new Note(Note.Kind.INFO, text("blast.nobody"), when, counted);
    }
    return new Note(
        Note.Kind.BAD,
        text(
            "blast.stops",
            counted("blast.accounts", radius.accounts(), formats),
            counted("blast.checks", radius.checks(), formats)),
        when,
        counted);
  }

  private static String lastUse(BlastRadius radius, Formats formats) {
    Instant last = radius.lastHour();
    if (last == null) {
      return text("blast.last.never");
    }
    return radius
        .usedWithin()
        .map(ago -> text("blast.last.within", Words.roughly(ago)))
        .orElseGet(() -> text("blast.last", formats.dateTime(last.plusSeconds(3_600))));
  }

  private static String counted(String key, long count, Formats formats) {
    PluralForm form = PluralForm.of(count, Languages.of(UI.getCurrent().getLocale()));
    return text(form.of(key), formats.number(count));
  }
}
