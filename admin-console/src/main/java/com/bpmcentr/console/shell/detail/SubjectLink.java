package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the feed and its alarms call things by, as the way to their pages: {@code customer:…} and
 * {@code connector:…}, of a license's parts {@code subscription …} and {@code key …}.
 */
public final class SubjectLink {

  private static final Map<String, Screen> SCREENS =
      Map.of(
          "customer:", Screen.CUSTOMERS,
          "connector:", Screen.CONNECTORS,
          "subscription ", Screen.SUBSCRIPTIONS,
          "key ", Screen.API_KEYS);

  private SubjectLink() {}

  /** Empty for what is nothing's name. */
  public static Optional<Anchor> find(String subject) {
    return SCREENS.entrySet().stream()
        .filter(screen -> subject.startsWith(screen.getKey()))
        .findFirst()
        .map(
            screen ->
                new Anchor(
                    DetailPage.path(screen.getValue(), subject.substring(screen.getKey().length())),
                    subject));
  }

  /** As it is where there is no page of it. */
  public static Component of(String subject) {
    return find(subject).<Component>map(link -> link).orElseGet(() -> new Code(subject));
  }

  public static UnorderedList all(List<String> subjects) {
    var list = new UnorderedList();
    subjects.forEach(subject -> list.add(new ListItem(of(subject))));
    return list;
  }
}
