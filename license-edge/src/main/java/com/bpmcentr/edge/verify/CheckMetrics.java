package com.bpmcentr.edge.verify;

import com.bpmcentr.license.DecisionCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Decisions by code, and how long they took: few series, and never a customer among the tags. */
public final class CheckMetrics {

  private final Map<DecisionCode, Counter> decisions = new EnumMap<>(DecisionCode.class);
  private final Timer duration;
  private final Counter refused;
  private final LongSupplier nanoTime;

  /** Registers the meters, each code's at once, so that dashboards never miss one. */
  public CheckMetrics(MeterRegistry registry, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (DecisionCode code : DecisionCode.values()) {
      decisions.put(
          code,
          Counter.builder("edge.decisions")
              .description("Checks decided, by code")
              .tag("code", code.name())
              .register(registry));
    }
    refused =
        Counter.builder("edge.checks.malformed")
            .description("Checks refused as malformed (row 1)")
            .register(registry);
    duration =
        Timer.builder("edge.check.duration")
            .description("From the request read to the answer handed over")
            .serviceLevelObjectives(
                Duration.ofNanos(50_000),
                Duration.ofNanos(200_000),
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofSeconds(1))
            .register(registry);
  }

  long start() {
    return nanoTime.getAsLong();
  }

  void decided(DecisionCode code, long startedAt) {
    Counter counter = decisions.get(code);
    if (counter != null) {
      counter.increment();
    }
    duration.record(Duration.ofNanos(nanoTime.getAsLong() - startedAt));
  }

  void malformed() {
    refused.increment();
  }
}
