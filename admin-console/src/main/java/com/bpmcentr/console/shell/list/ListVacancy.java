package com.bpmcentr.console.shell.list;

import com.bpmcentr.console.shell.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of the rows when there are none, and what to do about it. It is made
 * anew only when the reason is another, so that no click on its button is lost.
 */
final class ListVacancy extends Div {

  enum Reason {
    NOTHING_YET,
    NOTHING_FOUND,
    NOT_UNDERSTOOD,
    FAILED
  }

  private final String texts;
  private final Runnable clear;
  private final Runnable startAgain;
  private final Runnable retry;
  private @Nullable Component offered;
  private @Nullable Reason shown;

  /**
   * @param clear takes the filters off
   * @param startAgain takes off all that the URL asks for
   */
  ListVacancy(String texts, Runnable clear, Runnable startAgain, Runnable retry) {
    this.texts = texts;
    this.clear = clear;
    this.startAgain = startAgain;
    this.retry = retry;
  }

  void offer(Component action) {
    offered = action;
  }

  void show(Reason reason) {
    if (reason == shown) {
      return;
    }
    shown = reason;
    removeAll();
    add(
        switch (reason) {
          case NOTHING_YET -> nothingYet();
          case NOTHING_FOUND ->
              message(VaadinIcon.SEARCH, "list.nothing-found", "list.clear-all", clear);
          case NOT_UNDERSTOOD ->
              message(VaadinIcon.FILTER, "list.not-understood", "list.clear-all", startAgain);
          case FAILED -> message(VaadinIcon.WARNING, "list.failed", "list.retry", retry);
        });
  }

  private Message nothingYet() {
    var message =
        new Message(
            VaadinIcon.INBOX,
            getTranslation(texts + ".none"),
            getTranslation(texts + ".none.next"));
    if (offered != null) {
      message.add(offered);
    }
    return message;
  }

  private Message message(VaadinIcon icon, String key, String actionKey, Runnable action) {
    var message = new Message(icon, getTranslation(key), getTranslation(key + ".next"));
    message.add(new Button(getTranslation(actionKey), event -> action.run()));
    return message;
  }
}
