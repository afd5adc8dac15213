package com.bpmcentr.console.edge.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Note;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Locale;

/** An alarm of publishing in the viewer's language, and as the log has it for who helps them. */
final class AlarmNote {

  private AlarmNote() {}

  static Note of(PublishingAlarm alarm, Formats formats) {
    String kind = alarm.kind().name().toLowerCase(Locale.ROOT);
    String since = formats.dateTime(alarm.since());
    var raw = new Div(new Span(text("feed.alarm.for-support") + ": "), new Code(alarm.detail()));
    raw.addClassName("secondary");
    return new Note(
        Note.Kind.BAD,
        text("feed.alarm." + kind),
        new Div(alarm.facts().isEmpty() ? since : since + " · " + facts(alarm, kind, formats)),
        raw);
  }

  private static String facts(PublishingAlarm alarm, String kind, Formats formats) {
    return text(
        "feed.alarm.facts." + kind,
        alarm.facts().stream().map(fact -> words(alarm.kind(), fact, formats)).toArray());
  }

  private static String words(Kind kind, Object fact, Formats formats) {
    return switch (fact) {
      case Instant moment -> formats.dateTime(moment);
      case Number number -> formats.number(number.longValue());
      default ->
          kind == Kind.DUE_WORK_AHEAD
              ? Words.ifKnown("due-work.of." + fact, fact.toString())
              : fact.toString();
    };
  }
}
