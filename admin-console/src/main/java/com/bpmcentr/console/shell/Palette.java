package com.bpmcentr.console.shell;

import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.search.Hit;
import com.bpmcentr.console.search.SearchService;
import com.bpmcentr.console.shell.detail.DetailPage;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes anywhere from the keyboard: to what is found, and to the screens. */
final class Palette extends Dialog {

  private static final int PAUSE_MILLIS = 150;

  /** Up and down walk through the links, from the field and back to it. */
  private static final String ARROWS =
      """
      this.addEventListener('keydown', event => {
        const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (!step) {
          return;
        }
        event.preventDefault();
        const stops = [this.querySelector('input'), ...this.querySelectorAll('a')];
        const at = stops.indexOf(document.activeElement);
        stops[(at + step + stops.length) % stops.length].focus();
      })
      """;

  private final SearchService search;
  private final Viewer viewer;
  private final TextField field = new TextField();
  private final Div found = new Div();

  /** Somewhere to go. */
  private record Target(VaadinIcon icon, String path, String title, @Nullable String detail) {}

  Palette(SearchService search, Viewer viewer) {
    this.search = search;
    this.viewer = viewer;
    setHeaderTitle(getTranslation("palette.title"));
    addClassName("palette");
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
    content.getElement().executeJs(ARROWS);
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
    List<Target> all = new ArrayList<>(screens(typed));
    all.addAll(keysToLookAt(typed));
    if (search.find(viewer.actor(), typed) instanceof Result.Done<List<Hit>>(List<Hit> hits, _)) {
      all.addAll(hits.stream().map(Palette::target).toList());
    }
    found.removeAll();
    all.forEach(target -> found.add(link(target)));
    if (all.isEmpty()) {
      found.add(new Paragraph(getTranslation("palette.nothing")));
    }
  }

  private void openFirst() {
    find();
    found.getElement().executeJs("this.querySelector('a')?.click()");
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

  private static Target target(Hit hit) {
    Screen screen =
        switch (hit.kind()) {
          case CUSTOMER -> Screen.CUSTOMERS;
          case SUBSCRIPTION -> Screen.SUBSCRIPTIONS;
          case API_KEY -> Screen.API_KEYS;
          case CONNECTOR -> Screen.CONNECTORS;
        };
    return new Target(screen.icon(), DetailPage.path(screen, hit.id()), hit.title(), hit.detail());
  }

  private Anchor link(Target target) {
    Icon icon = target.icon().create();
    var lines = new Div(new Span(target.title()));
    lines.addClassName("cell-two-lines");
    String detail = target.detail();
    if (detail != null) {
      var below = new Span(detail);
      below.addClassName("secondary");
      lines.add(below);
    }
    var link = new Anchor(target.path(), icon, lines);
    link.getElement().addEventListener("click", event -> close());
    return link;
  }
}
