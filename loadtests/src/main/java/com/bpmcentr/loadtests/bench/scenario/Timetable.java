package com.bpmcentr.loadtests.bench.scenario;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many things a second, each at its moment, whoever of several threads does it. What is late is
 * done at once and its moment stays what it was: waiting counts.
 */
final class Timetable {
  private final long begin;
  private final double nanosBetween;
  private final long all;
  private final AtomicLong next = new AtomicLong();

  /** From now on, for that long. */
  Timetable(int perSecond, int seconds) {
    this.begin = System.nanoTime();
    this.nanosBetween = 1e9 / perSecond;
    this.all = (long) perSecond * seconds;
  }

  /** Waits for the next moment; −1 when there is no more. */
  long awaitNext() {
    long number = next.getAndIncrement();
    if (number >= all) {
      return -1;
    }
    long due = begin + (long) (number * nanosBetween);
    Pauses.until(due);
    return due;
  }
}
