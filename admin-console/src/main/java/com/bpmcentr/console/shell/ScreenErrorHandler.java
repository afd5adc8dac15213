package com.bpmcentr.console.shell;

import com.bpmcentr.console.publishing.PublishingRefusedException;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where broken infrastructure ends up when a click meets it: logged once, told calmly. */
final class ScreenErrorHandler implements ErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(ScreenErrorHandler.class);

  @Override
  public void error(ErrorEvent event) {
    String text = "error.failed";
    if (event.getThrowable() instanceof PublishingRefusedException) {
      // Logged as an alarm where it was found.
      text = "error.publishing";
    } else {
      log.error("A screen failed", event.getThrowable());
    }
    UI ui = UI.getCurrent();
    if (ui != null) {
      Notices.failure(ui.getTranslation(text) + " " + ui.getTranslation(text + ".next"));
    }
  }
}
