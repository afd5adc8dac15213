package com.bpmcentr.console.attention.ui;

import com.bpmcentr.console.attention.Need;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Message;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.list.ListState;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What needs attention, each with the way to it; or that nothing does, or that nobody knows. */
final class NeedList extends Div {

  private final Supplier<Result<List<Need>>> needs;
  private final Formats formats;
  private final Runnable retry;
  private List<Need> shown = List.of();
  private boolean failing;

  /**
   * @param retry what a click on "try again" does
   */
  NeedList(Supplier<Result<List<Need>>> needs, Formats formats, Runnable retry) {
    this.needs = needs;
    this.formats = formats;
    this.retry = retry;
  }

  /**
   * Shows what there is now.
   *
   * @throws RuntimeException when it cannot be read, which is shown too
   */
  void look() {
    try {
      switch (needs.get()) {
        case Result.Done<List<Need>>(List<Need> now, var _) -> show(now);
        case Result.Refused<List<Need>>(var refusal) ->
            put(new Paragraph(RefusalText.of(refusal, UI.getCurrent())));
      }
    } catch (RuntimeException failure) {
      showFailure();
      throw failure;
    }
  }

  /** Once: a click on a button that is replaced meanwhile would be lost. */
  private void showFailure() {
    if (failing) {
      return;
    }
    var message =
        new Message(
            VaadinIcon.WARNING, getTranslation("home.failed"), getTranslation("home.failed.next"));
    message.add(new Button(getTranslation("list.retry"), event -> retry.run()));
    put(message);
    failing = true;
  }

  /** Only when it changes: a click on a link that is replaced meanwhile would be lost. */
  private void show(List<Need> now) {
    if (now.equals(shown) && getComponentCount() > 0 && !failing) {
      return;
    }
    put(now.isEmpty() ? allIsWell() : panel(now));
    shown = now;
  }

  private void put(Component only) {
    shown = List.of();
    failing = false;
    removeAll();
    add(only);
  }

  private Component allIsWell() {
    return new Message(
        VaadinIcon.CHECK_CIRCLE_O, getTranslation("home.none"), getTranslation("home.none.next"));
  }

  private Component panel(List<Need> now) {
    var rows = new Rows();
    for (Need need : now) {
      var next = new Div(next(need));
      next.addClassName("secondary");
      rows.row(
          new Div(what(need), next),
          new StatusBadge(
              getTranslation("attention.tone." + tone(need).name().toLowerCase(Locale.ROOT)),
              tone(need)));
    }
    return new Panel(getTranslation("home.needs"), rows);
  }

  private Component what(Need need) {
    String number = formats.number(need.count()) + (need.orMore() ? "+" : "");
    String text =
        getTranslation(
            PluralForm.of(need.count(), Languages.of(getLocale())).of(key(need)), number);
    return new Anchor(
        new Location(need.list(), new ListState(need.filters(), List.of()).parameters())
            .getPathWithQueryParameters(),
        text);
  }

  private String next(Need need) {
    String next = getTranslation(key(need) + ".next");
    return need.sums().isEmpty()
        ? next
        : need.sums().stream().map(formats::money).collect(Collectors.joining(" + "))
            + " · "
            + next;
  }

  private static String key(Need need) {
    return "attention." + need.kind().wireName();
  }

  private static Tone tone(Need need) {
    return switch (need.kind()) {
      case FEED_ALARMS, EDGES_LOST, EDGES_BEHIND, EDGES_ALARM, DUE_WORK_BEHIND -> Tone.BAD;
      case DUE_WORK_FAILED, JOBS_FAILED, INVOICES_OVERDUE, PAYMENTS_OVERDUE, KEYS_SHARED ->
          Tone.ATTENTION;
      case TRIALS_ENDING, INVOICES_DUE -> Tone.CALM;
    };
  }
}
