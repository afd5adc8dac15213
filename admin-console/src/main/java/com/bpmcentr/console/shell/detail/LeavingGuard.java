package com.bpmcentr.console.shell.detail;

import com.vaadin.flow.component.html.Div;

/** Has the browser ask before a page is left on which something would be lost. */
final class LeavingGuard {

  /** What is there this once carries it; what is typed carries {@code data-typed}. */
  private static final String THIS_ONCE = "data-once";

  /**
   * The browser asks in its own words, and only pages that were touched may have it ask. One
   * listener for all dialogs: it looks whether one is there with something to lose.
   */
  private static final String ASK_BEFORE_CLOSING_THE_WINDOW =
      """
      window.typedDialogs ??= addEventListener('beforeunload', event => {
        // a session that has run out is over anyway: what was typed is kept
        if (document.querySelector('[data-once]')
            || (document.querySelector('[data-typed]')
              && !document.querySelector('.v-system-error'))) {
          event.preventDefault();
        }
      }) ?? true;
      """;

  private LeavingGuard() {}

  /** From when the dialog's content is on the page. */
  static void begin(Div content) {
    content.getElement().executeJs(ASK_BEFORE_CLOSING_THE_WINDOW);
  }

  /** What cannot be shown again; also when the session has run out. */
  static void thereThisOnce(Div content, boolean unsaved) {
    content.getElement().setAttribute(THIS_ONCE, unsaved);
  }
}
