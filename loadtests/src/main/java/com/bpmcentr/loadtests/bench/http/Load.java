package com.bpmcentr.loadtests.bench.http;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a load generator tells at its end.
 *
 * @param served all requests that the server answered
 * @param requests those of them that count: without the warm-up
 * @param seconds how long it took
 * @param errors answers that were not as they must be, or did not come
 * @param latency microseconds by percentile
 * @param loaderShare how much of its processor the generator used, 0 to 1
 */
record Load(
    long served,
    long requests,
    double seconds,
    long errors,
    Map<Percentile, Double> latency,
    double loaderShare) {

  /** The percentiles that are told. */
  enum Percentile {
    P50("p50"),
    P99("p99"),
    P999("p99.9");

    private final String title;

    Percentile(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  static Map<Percentile, Double> latency(Properties said) {
    return Map.of(
        Percentile.P50, Double.valueOf(said.getProperty("p50")),
        Percentile.P99, Double.valueOf(said.getProperty("p99")),
        Percentile.P999, Double.valueOf(said.getProperty("p999")));
  }

  static long errors(Properties said) {
    return said.stringPropertyNames().stream()
        .filter(name -> name.startsWith("errors."))
        .collect(Collectors.summingLong(name -> Long.parseLong(said.getProperty(name))));
  }
}
