package com.bpmcentr.console.edge.ui;

import static com.bpmcentr.console.shell.Words.text;

import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Words;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.SubjectLink;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An alarm of publishing in the viewer's language, and as the log has it for who helps them. */
final class AlarmNote {

  private AlarmNote() {}

  static Note of(PublishingAlarm alarm, Formats formats) {
    String kind = alarm.kind().name().toLowerCase(Locale.ROOT);
    String since = formats.dateTime(alarm.since());
    var said = new Div(since);
    if (!alarm.facts().isEmpty()) {
      said.add(" · ");
      addFacts(said, alarm, kind, formats);
    }
    var raw = new Div(new Span(text("feed.alarm.for-support") + ": "), new Code(alarm.detail()));
    raw.addClassName("secondary");
    return new Note(Note.Kind.BAD, text("feed.alarm." + kind), said, raw);
  }

  /** The sentence, in which what has a page leads there. */
  private static void addFacts(Div said, PublishingAlarm alarm, String kind, Formats formats) {
    List<String> words =
        alarm.facts().stream().map(fact -> words(alarm.kind(), fact, formats)).toList();
    String rest = text("feed.alarm.facts." + kind, words.toArray());
    while (!rest.isEmpty()) {
      String ahead = rest;
      Optional<Anchor> link =
          words.stream()
              .filter(ahead::contains)
              .flatMap(word -> SubjectLink.find(word).stream())
              .min(Comparator.comparingInt(found -> ahead.indexOf(found.getText())));
      if (link.isEmpty()) {
        said.add(rest);
        return;
      }
      String word = link.get().getText();
      said.add(new Text(rest.substring(0, rest.indexOf(word))), link.get());
      rest = rest.substring(rest.indexOf(word) + word.length());
    }
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
