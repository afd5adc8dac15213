package com.bpmcentr.edge.guard;

import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Things that must be over within one and the same time, the oldest first. Belongs to one event
 * loop, whose timer looks after all of them.
 */
final class Deadlines {

  /** What is waited for. */
  abstract static class Waiting {
    private long since;

    /** It has taken too long, and is waited for no longer. */
    abstract void cut();
  }

  private final LongSupplier nanoTime;
  private final long nanos;
  private final Set<Waiting> waiting = new LinkedHashSet<>();

  /** Starts the timer on the calling event loop. */
  Deadlines(Vertx vertx, LongSupplier nanoTime, long seconds) {
    this.nanoTime = nanoTime;
    this.nanos = TimeUnit.SECONDS.toNanos(seconds);
    Sweep.start(vertx, this::cutOldestOverdue);
  }

  void begin(Waiting begun) {
    begun.since = nanoTime.getAsLong();
    waiting.add(begun);
  }

  void end(Waiting over) {
    waiting.remove(over);
  }

  int size() {
    return waiting.size();
  }

  private boolean cutOldestOverdue() {
    long deadline = nanoTime.getAsLong() - nanos;
    if (waiting.isEmpty() || waiting.iterator().next().since - deadline >= 0) {
      return false;
    }
    cutOldest();
    return true;
  }

  void cutOldest() {
    Waiting oldest = waiting.iterator().next();
    waiting.remove(oldest);
    oldest.cut();
  }
}
