package com.bpmcentr.console.shell;

import com.vaadin.flow.component.UI;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a screen look again at intervals, from when it is shown until it is left or told to stop.
 * While that fails it looks ever less often, and says so once, with a way to try at once.
 */
public final class Polling implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(Polling.class);

  private final Look look;
  private final Trouble trouble;
  private final Patience patience;
  private @Nullable UI ui;

  /** What is done each time. */
  @FunctionalInterface
  public interface Look extends Serializable {
    void again();
  }

  /** How the viewer is told that looking fails. */
  interface Trouble extends Serializable {

    Trouble UNTOLD =
        new Trouble() {
          private static final long serialVersionUID = 1L;

          @Override
          public void begins(Look retry) {}

          @Override
          public void ends() {}
        };

    /**
     * @param retry looks at once
     */
    void begins(Look retry);

    void ends();
  }

  public Polling(Duration interval, Look look) {
    this(interval, look, new TroubleNotice());
  }

  /** For a screen that says itself, in the place of what it shows, that looking fails. */
  public static Polling ofItsOwnWords(Duration interval, Look look) {
    return new Polling(interval, look, Trouble.UNTOLD);
  }

  Polling(Duration interval, Look look, Trouble trouble) {
    this.look = look;
    this.trouble = trouble;
    this.patience = new Patience(interval);
  }

  /** Looks now, and goes on if the look does not stop it. */
  public void begin(UI shownIn) {
    start(shownIn);
    look();
  }

  /** Looks after the first interval, and goes on. */
  public void start(UI shownIn) {
    if (ui == null) {
      ui = shownIn;
      Pollings.of(shownIn).add(this);
    }
  }

  public void stop() {
    if (ui != null) {
      Pollings.of(ui).remove(this);
      ui = null;
    }
    if (patience.succeeded()) {
      trouble.ends();
    }
  }

  long waitMillis() {
    return patience.waitMillis();
  }

  void passed(long millis) {
    if (patience.waited(millis)) {
      look();
    }
  }

  /** Looks at once: someone has asked for it. */
  public void look() {
    try {
      look.again();
      if (patience.succeeded()) {
        trouble.ends();
      }
    } catch (RuntimeException failure) {
      if (patience.failed()) {
        log.error("A screen cannot look again, and goes on trying", failure);
        trouble.begins(this::look);
      }
    }
    if (ui != null) {
      Pollings.of(ui).setInterval();
    }
  }
}
