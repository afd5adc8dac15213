package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.Headway;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Waits for a look that may take long, and can be closed, which ends it. */
public final class WorkDialog<T> extends Dialog {

  /** Longer nobody waits in a click: others of the same session wait for it. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  private final LongWork<T> work;

  private WorkDialog(String title, String text, Function<Headway, T> look, Consumer<T> done) {
    work =
        new LongWork<>(
            text,
            look,
            found -> {
              close();
              done.accept(found);
            });
    setHeaderTitle(title);
    work.addClassName("dialog-form");
    add(work);
    var cancel = new Button(getTranslation("dialog.back"), _ -> close());
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    getFooter().add(cancel);
    addOpenedChangeListener(
        event -> {
          if (!event.isOpened()) {
            work.end();
          }
        });
  }

  /**
   * Looks, and goes on with what was found: at once if that takes a moment only, else once it is
   * there, unless it is cancelled before.
   *
   * @param look changes nothing, and knows neither the page nor who is logged in
   */
  public static <T> void open(
      String title, String text, Function<Headway, T> look, Consumer<T> done) {
    var dialog = new WorkDialog<>(title, text, look, done);
    if (!dialog.work.endsWithin(MOMENT)) {
      dialog.open();
    }
  }
}
