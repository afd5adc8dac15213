package com.bpmcentr.edge.verify;

import com.bpmcentr.license.DecisionCode;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Decisions by code, and how long they took: few series, and never a customer among the tags. */
public final class CheckMetrics {

  private final Map<DecisionCode, LongAdder> decisions = new EnumMap<>(DecisionCode.class);
  private final LongAdder magic = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final DurationHistogram durations =
      new DurationHistogram(
          "edge_check_duration_seconds", "From the request read to the decision made");
  private final LongSupplier nanoTime;

  /** Registers the meters, each code's at once, so that dashboards never miss one. */
  public CheckMetrics(PrometheusMeterRegistry registry, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (DecisionCode code : DecisionCode.values()) {
      LongAdder count = new LongAdder();
      decisions.put(code, count);
      FunctionCounter.builder("edge.decisions", count, LongAdder::sum)
          .description("Checks decided, by code")
          .tag("code", code.name())
          .register(registry);
    }
    FunctionCounter.builder("edge.magic.answers", magic, LongAdder::sum)
        .description("Checks by magic keys, which are no decisions")
        .register(registry);
    FunctionCounter.builder("edge.checks.malformed", malformed, LongAdder::sum)
        .description("Checks refused as malformed (row 1)")
        .register(registry);
    registry.getPrometheusRegistry().register(durations);
  }

  /** Monotonic time in nanoseconds. */
  long now() {
    return nanoTime.getAsLong();
  }

  void decided(DecisionCode code) {
    LongAdder count = decisions.get(code);
    if (count != null) {
      count.increment();
    }
  }

  /** A magic key is everybody's: were its answers counted, strangers could raise alerts with it. */
  void magic() {
    magic.increment();
  }

  /** Of every check that was answered, by whichever key. */
  void took(long nanos) {
    durations.record(nanos);
  }

  void malformed() {
    malformed.increment();
  }
}
