package com.bpmcentr.console.shell;

import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.search.Hit;
import com.bpmcentr.console.search.SearchService;
import com.bpmcentr.console.shell.detail.Actions;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.bpmcentr.console.shell.detail.PageHead;
import com.bpmcentr.console.shell.detail.Secondary;
import com.bpmcentr.console.shell.list.ListPage;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes anywhere and does anything from the keyboard: what this page offers, what can be made, what
 * is found, and the screens. Only what the viewer may.
 */
final class Palette extends Dialog {

  private static final int PAUSE_MILLIS = 150;

  /** Up and down walk through what is offered, from the field and back to it. */
  private static final String ARROWS =
      """
      this.addEventListener('keydown', event => {
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (!step) {
          return;
        }
        event.preventDefault();
        const stops = [this.querySelector('input'), ...this.querySelectorAll('.palette-found > *')]
            .filter(stop => stop.matches('input, a, button'));
        const at = stops.indexOf(document.activeElement);
        stops[(at + step + stops.length) % stops.length].focus();
      })
      """;

  private final SearchService search;
  private final Viewer viewer;
  private final TextField field = new TextField();
  private final Div found = new Div();

  /** What can be made anywhere; each button for it stands on its list. */
  private static final List<Making> MADE =
      List.of(
          new Making(Screen.CUSTOMERS, Permission.MANAGE_CUSTOMERS),
          new Making(Screen.CONNECTORS, Permission.MANAGE_CONNECTORS),
          new Making(Screen.IMPORTS, Permission.IMPORT),
          new Making(Screen.STAFF, Permission.MANAGE_STAFF));

  private record Making(Screen screen, Permission permission) {}

  /** Somewhere to go. */
  private record Target(VaadinIcon icon, String path, String title, @Nullable String detail) {}

  Palette(SearchService search, Viewer viewer) {
    this.search = search;
    this.viewer = viewer;
    setHeaderTitle(getTranslation("palette.title"));
    addClassName("palette");
    // grows downwards as results come, and what was read stays where it was
    setTop("12vh");
    field.setAriaLabel(getTranslation("palette.title"));
    field.setPlaceholder(getTranslation("palette.help"));
    field.setPrefixComponent(VaadinIcon.SEARCH.create());
    field.setMaxLength(300);
    field.setValueChangeMode(ValueChangeMode.LAZY);
    field.setValueChangeTimeout(PAUSE_MILLIS);
    field.addValueChangeListener(event -> find());
    field.addKeyPressListener(Key.ENTER, event -> openFirst());
    found.addClassName("palette-found");
    found.getElement().setAttribute("aria-live", "polite");
    var content = new Div(field, found);
    content.addClassName("palette-content");
    // each time that it opens it is another element in the browser
    content.addAttachListener(_ -> content.getElement().executeJs(ARROWS));
    add(content);
  }

  /** Begins anew. */
  void show() {
    field.clear();
    find();
    open();
    field.focus();
  }

  private void find() {
    String typed = field.getValue().strip();
    List<Button> here = offeredHere(typed);
    List<Target> all = new ArrayList<>(makings(typed));
    all.addAll(screens(typed));
    all.addAll(keysToLookAt(typed));
    List<Hit> hits = hits(typed);
    hits.stream().filter(hit -> !hit.similar()).map(this::target).forEach(all::add);
    found.removeAll();
    here.forEach(button -> found.add(press(button)));
    all.forEach(target -> found.add(link(target)));
    if (here.isEmpty() && all.isEmpty()) {
      showSimilar(hits);
    }
  }

  private List<Hit> hits(String typed) {
    return search.find(viewer.actor(), typed) instanceof Result.Done<List<Hit>>(List<Hit> hits, _)
        ? hits
        : List.of();
  }

  /** Nobody's page opens unseen because of a slip of the pen: Enter leaves these alone. */
  private void showSimilar(List<Hit> hits) {
    String key = hits.isEmpty() ? "palette.nothing" : "palette.similar";
    found.add(new Paragraph(getTranslation(key)));
    for (Hit hit : hits) {
      Anchor link = link(target(hit));
      link.addClassName("palette-similar");
      found.add(link);
    }
  }

  private void openFirst() {
    find();
    found.getElement().executeJs("this.querySelector('a:not(.palette-similar), button')?.click()");
  }

  /** The buttons at the top of the page, which are there only for whom may. */
  private List<Button> offeredHere(String typed) {
    return Stream.of(UI.getCurrent().getCurrentView())
        .flatMap(Palette::withAllBelow)
        .filter(PageHead.class::isInstance)
        .flatMap(Palette::withAllBelow)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.isVisible() && button.isEnabled())
        .filter(button -> !button.getText().isEmpty() && contains(button.getText(), typed))
        .toList();
  }

  private static Stream<Component> withAllBelow(Component component) {
    return Stream.concat(
        Stream.of(component), component.getChildren().flatMap(Palette::withAllBelow));
  }

  private List<Target> makings(String typed) {
    Component view = UI.getCurrent().getCurrentView();
    return typed.isEmpty()
        ? List.of()
        : MADE.stream()
            .filter(making -> viewer.may(making.permission()))
            // where its own button stands it is offered as that
            .filter(making -> !(view instanceof ListPage<?> list && list.isOf(making.screen())))
            .map(
                making ->
                    new Target(
                        VaadinIcon.PLUS,
                        making.screen().path() + "/" + ListPage.NEW,
                        getTranslation(making.screen().path() + ".new"),
                        getTranslation(making.screen().titleKey())))
            .filter(target -> contains(target.title(), typed))
            .toList();
  }

  private List<Target> screens(String typed) {
    return Arrays.stream(Screen.values())
        .filter(screen -> viewer.may(screen.permission()))
        .map(
            screen ->
                new Target(
                    screen.icon(),
                    screen.path(),
                    getTranslation(screen.titleKey()),
                    getTranslation("palette.screen")))
        .filter(target -> contains(target.title(), typed))
        .toList();
  }

  private List<Target> keysToLookAt(String typed) {
    return typed.isEmpty()
        ? List.of()
        : Stream.of("expiring", "unused", "shared")
            .map(
                attention ->
                    new Target(
                        Screen.API_KEYS.icon(),
                        Screen.API_KEYS.path() + "?attention=" + attention,
                        getTranslation(Screen.API_KEYS.titleKey())
                            + ": "
                            + getTranslation("key-attention." + attention),
                        null))
            .filter(target -> contains(target.title(), typed))
            .toList();
  }

  private boolean contains(String title, String typed) {
    return title.toLowerCase(getLocale()).contains(typed.toLowerCase(getLocale()));
  }

  private Target target(Hit hit) {
    Screen screen =
        switch (hit.kind()) {
          case CUSTOMER -> Screen.CUSTOMERS;
          case SUBSCRIPTION -> Screen.SUBSCRIPTIONS;
          case API_KEY -> Screen.API_KEYS;
          case INVOICE -> Screen.INVOICES;
          case CONNECTOR -> Screen.CONNECTORS;
          case JOB -> Screen.JOBS;
          case IMPORT -> Screen.IMPORTS;
          case STAFF -> Screen.STAFF;
          case ACCESS_TOKEN -> Screen.ACCESS_TOKENS;
        };
    // a token has no page of its own
    String path =
        hit.kind() == Hit.Kind.ACCESS_TOKEN
            ? screen.path() + "?prefix=" + hit.title()
            : DetailPage.path(screen, hit.id());
    return new Target(screen.icon(), path, title(hit), detail(hit));
  }

  private String title(Hit hit) {
    return switch (hit.kind()) {
      case INVOICE -> getTranslation("invoices.named", hit.title());
      case IMPORT -> getTranslation("audit.target.import") + ": " + hit.title();
      case JOB -> getTranslation("audit.target.job") + ": " + deed(hit.title());
      default -> hit.title();
    };
  }

  private static @Nullable String detail(Hit hit) {
    SubscriptionStatus status = hit.status();
    return status == null ? hit.detail() : Words.of("status", status) + " · " + hit.detail();
  }

  /** What a job does, or the kind of job that it is. */
  private static String deed(String name) {
    return Words.ifKnown("jobs.kind." + name, Words.ifKnown("audit.verb." + name, name));
  }

  private Anchor link(Target target) {
    var link = new Anchor(target.path(), lines(target.icon(), target.title(), target.detail()));
    link.getElement().addEventListener("click", event -> close());
    return link;
  }

  /** Does what a click on the page's own button does. */
  private NativeButton press(Button offered) {
    var press =
        new NativeButton(
            "",
            event -> {
              // twice in a hurry is once, or the second form stays over the first
              if (isOpened()) {
                close();
                offered.click();
              }
            });
    // Where its dialog gives the focus back to.
    Actions.name(press, Actions.name(offered));
    press.add(lines(VaadinIcon.BOLT, offered.getText(), getTranslation("palette.here")));
    return press;
  }

  private static Component[] lines(VaadinIcon icon, String title, @Nullable String detail) {
    var lines = new Div(new Span(title));
    lines.addClassName("cell-two-lines");
    if (detail != null) {
      lines.add(new Secondary(detail));
    }
    return new Component[] {icon.create(), lines};
  }
}
