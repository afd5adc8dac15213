package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.router.QueryParameters;
import java.util.UUID;

/**
 * Asks the script {@code lists.js}, which knows how each list was left in this tab of the browser.
 */
public final class LeftLists {

  private LeftLists() {}

  /** Whose lists the browser knows from now on; those of others go. */
  static void belongTo(UUID member) {
    page().executeJs("window.lists.belongTo($0)", member.toString());
  }

  /** The list at that path is filtered and sorted so now. */
  public static void left(String path, QueryParameters state) {
    page().executeJs("window.lists.left($0, $1)", path, state.getQueryString());
  }

  /** The link to the list at that path leads to how it was left, if it was open in this tab. */
  public static void leadBack(Anchor link, String path) {
    link.getElement().executeJs("window.lists.leadBack(this, $0)", path);
  }

  /** Nothing stays for whoever sits down here next. */
  static void clear() {
    page().executeJs("window.lists.clear()");
  }

  private static Page page() {
    return UI.getCurrent().getPage();
  }
}
