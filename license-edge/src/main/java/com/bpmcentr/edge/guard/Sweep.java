package com.bpmcentr.edge.guard;

import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;

/**
 * Cuts what has taken too long, on the event loop that it belongs to. Whoever has begun five
 * hundred requests at once and ends none has them cut a few at a time: all in one turn held the
 * answers of others up for 36 ms.
 */
public final class Sweep {
  private static final long PAUSE_MILLIS = 500;
  private static final int AT_A_TIME = 4;
  private static final long NEXT_MILLIS = 1;

  private final Vertx vertx;
  private final BooleanSupplier cutOldest;

  private Sweep(Vertx vertx, BooleanSupplier cutOldest) {
    this.vertx = vertx;
    this.cutOldest = cutOldest;
  }

  /**
   * Starts the timer on the calling event loop.
   *
   * @param cutOldest cuts the oldest of what is overdue; false when there is none
   */
  public static void start(Vertx vertx, BooleanSupplier cutOldest) {
    new Sweep(vertx, cutOldest).next(PAUSE_MILLIS);
  }

  private void next(long millis) {
    vertx.setTimer(millis, timer -> cut());
  }

  private void cut() {
    boolean more = true;
    try {
      for (int cut = 0; more && cut < AT_A_TIME; cut++) {
        more = cutOldest.getAsBoolean();
      }
    } finally {
      next(more ? NEXT_MILLIS : PAUSE_MILLIS);
    }
  }
}
