package com.bpmcentr.console.shell;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import java.time.Duration;

/** Short messages that come and go. */
public final class Notices {

  private static final Duration READ_QUICKLY = Duration.ofSeconds(4);
  private static final Duration READ_CAREFULLY = Duration.ofSeconds(10);

  private Notices() {}

  public static void success(String text) {
    show(text, NotificationVariant.SUCCESS, READ_QUICKLY);
  }

  public static void failure(String text) {
    show(text, NotificationVariant.ERROR, READ_CAREFULLY);
  }

  private static void show(String text, NotificationVariant variant, Duration stays) {
    var notification = new Notification(text, (int) stays.toMillis());
    notification.setPosition(Notification.Position.BOTTOM_END);
    notification.addThemeVariants(variant);
    notification.setAssertive(variant == NotificationVariant.ERROR);
    notification.open();
  }
}
