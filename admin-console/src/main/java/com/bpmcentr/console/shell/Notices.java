package com.bpmcentr.console.shell;

import com.bpmcentr.console.operation.Refusal;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.time.Duration;

/** Short messages that come and go. */
public final class Notices {

  private static final Duration READ_QUICKLY = Duration.ofSeconds(4);
  private static final Duration READ_CAREFULLY = Duration.ofSeconds(10);
  private static final Duration THINK_AGAIN = Duration.ofSeconds(20);

  private Notices() {}

  public static void success(String text) {
    show(text, NotificationVariant.SUCCESS, READ_QUICKLY);
  }

  public static void failure(String text) {
    show(text, NotificationVariant.ERROR, READ_CAREFULLY);
  }

  public static void refused(Refusal refusal) {
    failure(RefusalText.of(refusal, UI.getCurrent()));
  }

  /**
   * Says what was done and offers, for a while, to undo it.
   *
   * @return takes the offer back, for where it is made on the page as well
   */
  public static Runnable undoable(String text, Runnable undo) {
    var notification = prepared(NotificationVariant.SUCCESS, THINK_AGAIN);
    var button =
        new Button(
            notification.getTranslation("notice.undo"),
            event -> {
              notification.close();
              undo.run();
              giveFocusBack();
            });
    button.addThemeVariants(ButtonVariant.TERTIARY);
    var line = new Div(new Span(text), button);
    line.addClassName("undoable");
    notification.add(line);
    notification.open();
    return notification::close;
  }

  /** To where it was before the button that is gone now. */
  public static void giveFocusBack() {
    UI.getCurrent().getPage().executeJs("window.openers.giveBack()");
  }

  private static void show(String text, NotificationVariant variant, Duration stays) {
    var notification = prepared(variant, stays);
    notification.setText(text);
    notification.open();
  }

  private static Notification prepared(NotificationVariant variant, Duration stays) {
    var notification = new Notification();
    notification.setDuration((int) stays.toMillis());
    notification.setPosition(Notification.Position.BOTTOM_END);
    notification.addThemeVariants(variant);
    notification.setAssertive(variant == NotificationVariant.ERROR);
    return notification;
  }
}
