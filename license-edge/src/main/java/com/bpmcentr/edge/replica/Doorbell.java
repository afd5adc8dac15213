package com.bpmcentr.edge.replica;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the feed's thread. However often it rings meanwhile, that is one reason to look. */
public final class Doorbell {

  private final Semaphore rung = new Semaphore(0);

  /** Rings; from any thread. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits for a ring since the last wait, or for the time to pass. */
  void await(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}
