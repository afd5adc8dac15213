package com.bpmcentr.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A wall clock and a monotonic clock that move when they are told to. */
public final class FakeTime implements InstantSource, LongSupplier {

  private volatile Instant wall;
  private volatile long nanos;

  public FakeTime(Instant start) {
    wall = start;
  }

  @Override
  public Instant instant() {
    return wall;
  }

  @Override
  public long getAsLong() {
    return nanos;
  }

  /** Time passes on both clocks. */
  public void pass(Duration duration) {
    wall = wall.plus(duration);
    nanos += duration.toNanos();
  }

  /** Somebody sets the wall clock; no time passes. */
  public void setWall(Instant instant) {
    wall = instant;
  }
}
