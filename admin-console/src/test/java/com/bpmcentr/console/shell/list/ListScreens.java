package com.bpmcentr.console.shell.list;

import static java.util.stream.Collectors.toCollection;

import com.bpmcentr.console.OwnClasses;
import com.vaadin.flow.router.Route;
import java.util.TreeSet;

/** The screens that are a list. */
public final class ListScreens {

  private ListScreens() {}

  /** Where each is, which is also the name of its list. */
  public static TreeSet<String> routes() {
    return OwnClasses.annotatedWith(Route.class).stream()
        .filter(ListPage.class::isAssignableFrom)
        .map(page -> page.getAnnotation(Route.class).value())
        .collect(toCollection(TreeSet::new));
  }
}
