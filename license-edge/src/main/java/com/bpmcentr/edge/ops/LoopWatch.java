package com.bpmcentr.edge.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the event loops that answer checks still turn. Health is answered by another one, which
 * would never notice.
 *
 * <p>It counts the operations port's seconds since each loop last did what it does every second.
 * Without a clock: a machine that stood still as a whole, loops and all, shows nothing afterwards.
 */
public final class LoopWatch {

  /** Longer than any pause of the collector with the heaps that are recommended. */
  static final int MOST_SECONDS_READY = 5;

  /**
   * Whoever supervises starts the process anew then, which costs an edge without a disk its set.
   */
  static final int MOST_SECONDS_LIVE = 30;

  private static final int SECOND_MILLIS = 1_000;

  private final List<AtomicInteger> silences = new CopyOnWriteArrayList<>();

  /** Has the calling verticle's event loop watched. */
  public void watch(Vertx vertx) {
    Runnable turn = add();
    vertx.setPeriodic(SECOND_MILLIS, timer -> turn.run());
  }

  /** Counts seconds on the calling verticle's event loop from now on. */
  void count(Vertx vertx) {
    // one timer after the other: after a pause of this loop, none to be made up for
    vertx.setTimer(
        SECOND_MILLIS,
        timer -> {
          secondHasPassed();
          count(vertx);
        });
  }

  /** One more loop; what it is to do every second. */
  Runnable add() {
    AtomicInteger silence = new AtomicInteger();
    silences.add(silence);
    return () -> silence.set(0);
  }

  void secondHasPassed() {
    silences.forEach(AtomicInteger::incrementAndGet);
  }

  /** For how long the loop that was silent longest has been. */
  int longestSilenceSeconds() {
    return silences.stream().mapToInt(AtomicInteger::get).max().orElse(0);
  }

  /** Whether every loop answers checks. */
  boolean isReady() {
    return longestSilenceSeconds() <= MOST_SECONDS_READY;
  }

  /** Whether no loop has been silent for so long that it will not come back. */
  boolean isLive() {
    return longestSilenceSeconds() <= MOST_SECONDS_LIVE;
  }

  /** Registers the meter; it reads this when it is scraped. */
  public void register(MeterRegistry registry) {
    Gauge.builder("edge.event.loop.silence", this, LoopWatch::longestSilenceSeconds)
        .baseUnit("seconds")
        .description("For how long an event loop that answers checks has not turned")
        .register(registry);
  }
}
