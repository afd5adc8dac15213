package com.bpmcentr.console.attention.ui;

import com.bpmcentr.console.attention.AttentionService;
import com.bpmcentr.console.attention.Need;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.shell.Formats;
import com.bpmcentr.console.shell.Languages;
import com.bpmcentr.console.shell.Message;
import com.bpmcentr.console.shell.PageTitle;
import com.bpmcentr.console.shell.PluralForm;
import com.bpmcentr.console.shell.Polling;
import com.bpmcentr.console.shell.RefusalText;
import com.bpmcentr.console.shell.Screen;
import com.bpmcentr.console.shell.StatusBadge;
import com.bpmcentr.console.shell.Tone;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Panel;
import com.bpmcentr.console.shell.detail.Rows;
import com.bpmcentr.console.shell.list.ListState;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What needs attention now, each with the way to it. Looks again by itself. */
@Route("home")
@PermitAll
final class HomePage extends Main implements HasDynamicTitle {

  private static final Logger log = LoggerFactory.getLogger(HomePage.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final AttentionService attention;
  private final Viewer viewer;
  private final Formats formats;
  private final Div content = new Div();
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private List<Need> shown = List.of();

  HomePage(AttentionService attention, Viewer viewer) {
    this.attention = attention;
    this.viewer = viewer;
    this.formats = viewer.formats(getLocale());
    addClassName("page");
    add(
        new PageHead(getTranslation(Screen.HOME.titleKey()))
            .below(new Span(getTranslation("home.refreshed"))),
        content);
  }

  @Override
  public String getPageTitle() {
    return PageTitle.of(getTranslation(Screen.HOME.titleKey()));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    polling.begin(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void look() {
    try {
      switch (attention.needs(viewer.actor())) {
        case Result.Done<List<Need>>(List<Need> needs, var _) -> show(needs);
        case Result.Refused<List<Need>>(var refusal) ->
            put(new Paragraph(RefusalText.of(refusal, UI.getCurrent())));
      }
    } catch (RuntimeException failure) {
      log.error("What needs attention could not be read", failure);
      var message =
          new Message(
              VaadinIcon.WARNING,
              getTranslation("home.failed"),
              getTranslation("home.failed.next"));
      message.add(new Button(getTranslation("list.retry"), event -> look()));
      put(message);
    }
  }

  /** Only when it changes: a click on a link that is replaced meanwhile would be lost. */
  private void show(List<Need> needs) {
    if (needs.equals(shown) && content.getComponentCount() > 0) {
      return;
    }
    put(needs.isEmpty() ? allIsWell() : panel(needs));
    shown = needs;
  }

  private void put(Component only) {
    shown = List.of();
    content.removeAll();
    content.add(only);
  }

  private Component allIsWell() {
    return new Message(
        VaadinIcon.CHECK_CIRCLE_O, getTranslation("home.none"), getTranslation("home.none.next"));
  }

  private Component panel(List<Need> needs) {
    var rows = new Rows();
    for (Need need : needs) {
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
