package com.bpmcentr.edge.usage;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscription's operations of one month. Its lock is shared by event loops, for a few
 * additions at a time, and only where operations of one and the same subscription are reported.
 */
final class Total {

  private static final long UNKNOWN = -1;

  private long database = UNKNOWN;
  private long here;
  private @Nullable Future<@Nullable Long> asked;

  /** Counts so many; the total with them, or null while the database's part is unknown. */
  synchronized @Nullable Long addHere(long calls) {
    here += calls;
    return sum();
  }

  /** So many are in the database's total now. */
  synchronized void removeHere(long calls) {
    // what was counted before this total was forgotten and asked for again is not here
    here = Math.max(0, here - calls);
  }

  /** So many are in the database's total now, which is this; who asks meanwhile sees no less. */
  synchronized void counted(long calls, long operations) {
    removeHere(calls);
    seen(operations);
  }

  /** A month's total only grows: an answer that comes late says nothing new. */
  synchronized void seen(long operations) {
    database = Math.max(database, operations);
  }

  /** The total once the database has been asked, by one caller for all; null when it is silent. */
  synchronized Future<@Nullable Long> seen(Supplier<Future<Long>> ask) {
    Future<@Nullable Long> waiting = asked;
    if (waiting == null) {
      waiting =
          ask.get()
              .<@Nullable Long>map(
                  operations -> {
                    seen(operations);
                    return operations;
                  })
              .otherwiseEmpty();
      asked = waiting;
      waiting.onComplete(answered -> forgetQuestion());
    }
    return waiting.map(answered -> known());
  }

  private synchronized void forgetQuestion() {
    asked = null;
  }

  private synchronized @Nullable Long known() {
    return sum();
  }

  private @Nullable Long sum() {
    return database == UNKNOWN ? null : database + here;
  }
}
