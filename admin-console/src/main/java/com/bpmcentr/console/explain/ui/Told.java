package com.bpmcentr.console.explain.ui;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.console.explain.Cause;
import com.bpmcentr.console.explain.Explanation;
import com.bpmcentr.console.explain.Explanation.EdgeView;
import com.bpmcentr.console.explain.Explanation.GrantState;
import com.bpmcentr.console.explain.Explanation.Outcome;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.FactList;
import com.bpmcentr.console.shell.detail.Note;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.detail.Secondary;
import com.bpmcentr.console.shell.detail.SideBySide;
import com.bpmcentr.console.shell.detail.Stack;
import com.bpmcentr.console.shell.detail.TwoLines;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionMessages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation, shown: the answer first, then why, then what it rests on. */
final class Told extends Div {

  private final Explanation told;
  private final Formats formats;

  Told(Explanation told, Formats formats) {
    this.told = told;
    this.formats = formats;
    addClassName("stack");
    var main = new Stack(steps(), subscriptions());
    var side = new Stack(edges(), basis());
    add(answer(), new SideBySide(main, side));
  }

  private Note answer() {
    Decision decision = told.decision();
    Explanation.Unknown unknown = told.unknown();
    if (decision == null || unknown != null) {
      return new Note(
          Note.Kind.WAIT,
          getTranslation("explain.unknown"),
          new Div(getTranslation("explain.unknown." + name(unknown))));
    }
    var message =
        new Div(
            getTranslation(
                "explain.customer-reads",
                DecisionMessages.text(decision, Languages.of(getLocale()))));
    message.addClassName("explain-message");
    Cause cause = told.cause();
    String title =
        getTranslation("explain.answer." + name(decision.code().kind())) + " · " + decision.code();
    // what staff go by comes before what the customer reads
    return cause == null
        ? new Note(kind(decision.code()), title, message)
        : new Note(kind(decision.code()), title, new Div(words(cause)), message);
  }

  private String words(Cause cause) {
    String since = cause.since() == null ? Formats.NOTHING : formats.dateTime(cause.since());
    String why =
        switch (cause.kind()) {
          case SUBSCRIPTION_UNPAID ->
              cause.invoice() == null ? Formats.NOTHING : String.valueOf(cause.invoice());
          case KEY_REVOKED, CUSTOMER_BLOCKED, SUBSCRIPTION_HELD, SUBSCRIPTION_REVOKED ->
              cause.reason() == null ? getTranslation("explain.cause.no-reason") : cause.reason();
        };
    return getTranslation("explain.cause." + name(cause.kind()), since, why);
  }

  private Panel steps() {
    var words = new StepWords(told, formats);
    var list = new OrderedList();
    list.addClassName("explain-steps");
    for (Explanation.Step step : told.steps()) {
      boolean reached = step.outcome() != Outcome.NOT_REACHED;
      var title = new Span(getTranslation("explain.step." + step.row().wireName()));
      var text = new Div(title);
      String found = reached ? words.of(step.row()) : null;
      if (found != null) {
        text.add(new Secondary(found));
      }
      text.addClassName("cell-two-lines");
      var number = new Span(String.valueOf(list.getComponentCount() + 1));
      number.addClassName("number");
      var item = new ListItem(number, text, outcome(step.outcome()));
      item.addClassName(name(step.outcome()));
      list.add(item);
    }
    return new Panel(getTranslation("explain.steps"), list);
  }

  private Component outcome(Outcome outcome) {
    Decision decision = told.decision();
    String word = getTranslation("explain.outcome." + name(outcome));
    return switch (outcome) {
      case PASSED -> new StatusBadge(word, Tone.GOOD);
      case DECIDED ->
          decision == null
              ? new StatusBadge(word, Tone.ATTENTION)
              : new StatusBadge(decision.code().name(), tone(decision.code()));
      case UNKNOWN -> new StatusBadge(word, Tone.ATTENTION);
      case NOT_REACHED -> new Secondary(word);
    };
  }

  private Panel subscriptions() {
    var rows = new Rows();
    for (GrantState state : told.grants()) {
      String account = state.grant().account();
      rows.row(
          new TwoLines(
              new Anchor(
                  DetailPage.path(Screen.SUBSCRIPTIONS, state.grant().subscriptionId()),
                  account == null ? getTranslation("subscriptions.unbound") : account),
              getTranslation(
                  "explain.found.term",
                  formats.dateTime(state.grant().startsAt()),
                  formats.dateTime(state.grant().accessEndsAt()))),
          new StatusBadge(state.code().name(), tone(state.code())));
    }
    return new Panel(
        getTranslation("explain.subscriptions"),
        told.grants().isEmpty()
            ? new Paragraph(getTranslation("explain.subscriptions.none"))
            : rows);
  }

  private Panel basis() {
    var facts = new FactList();
    ApiKey key = told.apiKey();
    if (key != null) {
      facts.fact(
          getTranslation("explain.key"),
          new Anchor(DetailPage.path(Screen.API_KEYS, key.id().toString()), key.name()));
      facts.fact(
          getTranslation("explain.customer"),
          new Anchor(
              DetailPage.path(Screen.CUSTOMERS, key.customerId().toString()),
              told.customer() == null ? Formats.NOTHING : told.customer()));
    }
    add(facts, "explain.license", told.license());
    add(facts, "explain.policy", told.connector());
    facts.fact(getTranslation("explain.moment"), formats.dateTimeExactly(told.at()));
    return new Panel(getTranslation("explain.basis"), facts);
  }

  private void add(FactList facts, String key, Explanation.@Nullable Basis basis) {
    if (basis == null) {
      facts.fact(getTranslation(key), getTranslation("explain.basis.none"));
      return;
    }
    var lines =
        new Div(
            new Span(
                getTranslation(
                    "explain.basis.version",
                    formats.number(basis.version()),
                    formats.dateTimeExactly(basis.issuedAt()))),
            new Secondary(
                getTranslation(
                    "explain.basis.signed", basis.position().toString(), basis.signedBy())));
    if (!basis.newest()) {
      lines.add(new Secondary(getTranslation("explain.basis.older")));
    }
    lines.addClassName("cell-two-lines");
    facts.fact(getTranslation(key), lines);
  }

  private Panel edges() {
    var rows = new Rows();
    for (EdgeView edge : told.edges()) {
      rows.row(new TwoLines(new Code(edge.edgeId()), held(edge)), answer(edge));
    }
    var panel = new Panel(getTranslation("explain.edges"));
    if (told.past()) {
      panel.add(new Paragraph(getTranslation("explain.edges.past")));
    }
    panel.add(told.edges().isEmpty() ? new Paragraph(getTranslation("explain.edges.none")) : rows);
    return panel;
  }

  /** Of an edge that is not heard of it is a guess, however it turns out. */
  private StatusBadge answer(EdgeView edge) {
    DecisionCode code = edge.code();
    String word = code == null ? getTranslation("explain.outcome.unknown") : code.name();
    if (edge.state() == EdgeState.LOST) {
      return new StatusBadge(getTranslation("edges.lost") + " · " + word, Tone.ATTENTION);
    }
    return new StatusBadge(word, code == null ? Tone.ATTENTION : tone(code));
  }

  private String held(EdgeView edge) {
    String heard = formats.dateTimeExactly(edge.heardAt());
    if (edge.position() == null) {
      return getTranslation("explain.edge.nothing", heard);
    }
    return getTranslation(
        edge.upToDate() ? "explain.edge.newest" : "explain.edge.older",
        edge.position().toString(),
        edge.licenseVersion() == null ? Formats.NOTHING : formats.number(edge.licenseVersion()),
        heard);
  }

  private static Note.Kind kind(DecisionCode code) {
    return switch (code.kind()) {
      case VALID -> Note.Kind.GOOD;
      case DENIED -> Note.Kind.BAD;
      case UNDECIDED -> Note.Kind.WAIT;
    };
  }

  private static Tone tone(DecisionCode code) {
    return switch (code.kind()) {
      case VALID -> Tone.GOOD;
      case DENIED -> Tone.BAD;
      case UNDECIDED -> Tone.ATTENTION;
    };
  }

  private static String name(@Nullable Enum<?> constant) {
    return String.valueOf(constant).toLowerCase(Locale.ROOT);
  }
}
