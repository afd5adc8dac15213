package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.shell.Polling;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes longer than a click may: it is done beside the page, which shows how far it
 * has come, can be left, and then shows what came of it.
 *
 * @param <T> what comes of it
 */
public final class LongWork<T> extends Div {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** Each may hold a connection for long, and pages need some as well. */
  private static final Semaphore AT_ONCE = new Semaphore(3);

  private static final Executor BESIDE = work -> Thread.ofVirtual().name("long-work").start(work);

  private static final Logger log = LoggerFactory.getLogger(LongWork.class);

  private final String text;
  private final Function<Headway, T> work;
  private final Consumer<T> done;
  private final Polling polling = new Polling(BETWEEN_LOOKS, this::look);
  private @Nullable Run<T> run;

  /** One try. */
  private record Run<T>(Course course, CompletableFuture<T> result, ProgressLine line) {}

  /** How far it has come, as both threads see it. */
  private static final class Course implements Headway {

    private volatile long done;
    private volatile long total;
    private volatile boolean ended;

    @Override
    public void at(long nowDone, long ofTotal) {
      if (ended) {
        throw new CancellationException("nobody waits for it");
      }
      total = ofTotal;
      done = nowDone;
    }
  }

  /**
   * @param work knows neither the page nor who is logged in: both belong to the click
   * @param done shows what came of it
   */
  public LongWork(String text, Function<Headway, T> work, Consumer<T> done) {
    this.text = text;
    this.work = work;
    this.done = done;
    getElement().setAttribute("role", "status");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    if (run == null) {
      begin();
    }
    polling.start(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    polling.stop();
  }

  /** Begins, and waits a moment: what is done by then needs no page to wait on. */
  boolean endsWithin(Duration moment) {
    try {
      done.accept(begin().result().get(moment.toMillis(), TimeUnit.MILLISECONDS));
      return true;
    } catch (TimeoutException takesLonger) {
      return false;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException thrown
          ? thrown
          : new CompletionException(failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Nobody waits for it any more: it stops where it next tells how far it is, and what comes of it
   * is not shown.
   */
  void end() {
    polling.stop();
    if (run != null) {
      run.course().ended = true;
    }
  }

  private Run<T> begin() {
    var course = new Course();
    var line = new ProgressLine(0, text).withoutEnd();
    var begun =
        new Run<T>(course, CompletableFuture.supplyAsync(() -> inTurn(course), BESIDE), line);
    run = begun;
    removeAll();
    add(line);
    return begun;
  }

  private T inTurn(Course course) {
    AT_ONCE.acquireUninterruptibly();
    try {
      return work.apply(course);
    } finally {
      AT_ONCE.release();
    }
  }

  private void look() {
    Run<T> running = run;
    if (running == null) {
      return;
    }
    if (!running.result().isDone()) {
      tell(running);
      return;
    }
    polling.stop();
    if (running.result().isCompletedExceptionally()) {
      fail(running.result().exceptionNow());
    } else {
      removeFromParent();
      done.accept(running.result().join());
    }
  }

  private void tell(Run<T> running) {
    long total = running.course().total;
    if (total > 0) {
      NumberFormat numbers = NumberFormat.getIntegerInstance(getLocale());
      long so = Math.min(running.course().done, total);
      running
          .line()
          .at(
              (double) so / total,
              text
                  + " "
                  + getTranslation("progress.of", numbers.format(so), numbers.format(total)));
    }
  }

  private void fail(Throwable failure) {
    log.error("Work beside a page failed", failure);
    removeAll();
    add(
        new Note(Note.Kind.BAD, getTranslation("error.failed"))
            .action(Actions.small(Actions.named("list.retry", this::again))));
  }

  private void again() {
    begin();
    getUI().ifPresent(polling::start);
  }
}
