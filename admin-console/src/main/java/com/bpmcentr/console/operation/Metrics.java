package com.bpmcentr.console.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What an operator can watch of this console: few series, and never a customer among the tags. Each
 * capability adds its own gauges; they must not ask the database, which may hang, when they are
 * read.
 */
@Component
public final class Metrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /**
   * Adds a gauge.
   *
   * @param name lower case, dotted
   * @param value read at each scrape; NaN where it is not known
   */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Adds one gauge of those that a tag tells apart. */
  public void gauge(
      String name, String tag, String tagValue, String description, Supplier<Number> value) {
    Gauge.builder(name, value)
        .tags(List.of(Tag.of(tag, tagValue)))
        .description(description)
        .register(registry);
  }

  /** All of them now, as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }
}
