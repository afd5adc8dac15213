package com.bpmcentr.loadtests.bench.scenario;

import java.util.concurrent.locks.LockSupport;

/** Waiting for a moment of {@link System#nanoTime}. */
final class Pauses {
  private Pauses() {}

  static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
