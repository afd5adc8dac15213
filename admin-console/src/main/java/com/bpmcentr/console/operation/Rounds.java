package com.bpmcentr.console.operation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Goes round after round on a thread of its own for as long as the console runs. Stopping waits for
 * the round in hand: an interrupt would break the connection it works on.
 */
public abstract class Rounds implements SmartLifecycle {

  private final Thread.Builder threads;
  private final Duration longestStop;
  private volatile boolean running;
  private @Nullable Thread thread;

  protected Rounds(Thread.Builder threads, Duration longestStop) {
    this.threads = threads;
    this.longestStop = longestStop;
  }

  /** One round, and the wait until the next. */
  protected abstract void round() throws InterruptedException;

  /** Ends a wait that may be longer than stopping should. */
  protected void wake() {}

  /** After the last round, on the same thread. */
  protected void end() {}

  @Override
  public final void start() {
    // Before the thread, which would otherwise find that it is not to run.
    running = true;
    thread = threads.start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    wake();
    if (thread != null) {
      join(thread, longestStop);
    }
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  protected static void join(Thread thread, Duration longest) {
    try {
      thread.join(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (running) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }
}
