package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has a screen look again at intervals, from when it is shown until it is left or told to stop. */
public final class Polling implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int OFF = -1;

  private final Duration interval;
  private final Look look;
  private @Nullable UI ui;
  private @Nullable Registration registration;

  /** What is done each time. */
  @FunctionalInterface
  public interface Look extends Serializable {
    void again();
  }

  public Polling(Duration interval, Look look) {
    this.interval = interval;
    this.look = look;
  }

  public void start(UI shownIn) {
    if (registration == null) {
      ui = shownIn;
      shownIn.setPollInterval((int) interval.toMillis());
      registration = shownIn.addPollListener(event -> look.again());
    }
  }

  public void stop() {
    if (registration != null && ui != null) {
      registration.remove();
      registration = null;
      ui.setPollInterval(OFF);
    }
  }
}
