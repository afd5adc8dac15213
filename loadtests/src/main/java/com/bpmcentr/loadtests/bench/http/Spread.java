package com.bpmcentr.loadtests.bench.http;

import java.util.List;

/** A figure over several rounds. */
record Spread(double min, double median, double max) {

  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }
}
