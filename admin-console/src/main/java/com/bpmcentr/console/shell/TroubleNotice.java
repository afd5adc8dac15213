package com.bpmcentr.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import org.jspecify.annotations.Nullable;

/** Says, for as long as it lasts, that what is shown is no longer looked at. */
final class TroubleNotice implements Polling.Trouble {

  private static final long serialVersionUID = 1L;
  private static final int UNTIL_CLOSED = 0;

  private @Nullable Notification shown;

  @Override
  public void begins(Polling.Look retry) {
    var notification = new Notification();
    notification.setDuration(UNTIL_CLOSED);
    notification.setPosition(Notification.Position.BOTTOM_END);
    notification.addThemeVariants(NotificationVariant.ERROR);
    notification.setAssertive(true);
    var again = new Button(notification.getTranslation("list.retry"), event -> retry.again());
    again.addThemeVariants(ButtonVariant.TERTIARY);
    var line = new Div(new Span(notification.getTranslation("polling.failed")), again);
    line.addClassName("undoable");
    notification.add(line);
    notification.open();
    shown = notification;
  }

  @Override
  public void ends() {
    if (shown != null) {
      shown.close();
      shown = null;
    }
  }
}
