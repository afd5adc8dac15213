package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.shell.Polling;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes longer than a click may: it is done beside the page, which shows that it is
 * under way, can be left, and then shows what came of it.
 *
 * @param <T> what comes of it
 */
public final class LongWork<T> extends Div {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Executor BESIDE = work -> Thread.ofVirtual().name("long-work").start(work);

  private static final Logger log = LoggerFactory.getLogger(LongWork.class);

  private final String text;
  private final Supplier<T> work;
  private final Consumer<T> done;
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private @Nullable CompletableFuture<T> result;

  /**
   * @param work knows neither the page nor who is logged in: both belong to the click
   * @param done shows what came of it
   */
  public LongWork(String text, Supplier<T> work, Consumer<T> done) {
    this.text = text;
    this.work = work;
    this.done = done;
    getElement().setAttribute("role", "status");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (result == null) {
      begin(event.getUI());
    }
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  private void begin(UI ui) {
    removeAll();
    add(new ProgressLine(0, text).withoutEnd());
    result = CompletableFuture.supplyAsync(work, BESIDE);
    polling.start(ui);
  }

  private void look() {
    CompletableFuture<T> running = result;
    if (running == null || !running.isDone()) {
      return;
    }
    polling.stop();
    if (running.isCompletedExceptionally()) {
      log.error("Work beside a page failed", running.exceptionNow());
      removeAll();
      add(
          new Note(Note.Kind.BAD, getTranslation("error.failed"))
              .action(Actions.small(Actions.named("list.retry", () -> begin(UI.getCurrent())))));
    } else {
      removeFromParent();
      done.accept(running.join());
    }
  }
}
