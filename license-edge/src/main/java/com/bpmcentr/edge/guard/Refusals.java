package com.bpmcentr.edge.guard;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was refused, by reason. */
public final class Refusals {

  private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

  /** Registers the counters, each reason's at once, so that an alert sees its very first. */
  public Refusals(MeterRegistry registry) {
    for (Refusal reason : Refusal.values()) {
      LongAdder count = new LongAdder();
      counts.put(reason, count);
      FunctionCounter.builder("edge.refused", count, LongAdder::sum)
          .description("Requests and connections refused or cut off, by reason")
          .tag("reason", reason.label())
          .register(registry);
    }
  }

  /** Counts one. */
  public void count(Refusal reason) {
    LongAdder count = counts.get(reason);
    if (count != null) {
      count.increment();
    }
  }
}
