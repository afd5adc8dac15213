package com.bpmcentr.loadtests.bench.scenario;

import java.util.Arrays;

/** Measured values, all kept, so that a percentile is one of them and no estimate. */
final class Samples {
  private long[] values = new long[1024];
  private int size;

  synchronized void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  synchronized int size() {
    return size;
  }

  synchronized void addAll(Samples others) {
    for (int i = 0; i < others.size; i++) {
      add(others.values[i]);
    }
  }

  /** The smallest value that is at least as large as this share of all (nearest rank). */
  synchronized long percentile(double percent) {
    if (size == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    Arrays.sort(values, 0, size);
    int rank = (int) Math.ceil(percent / 100 * size);
    return values[Math.clamp(rank, 1, size) - 1];
  }

  long min() {
    return percentile(0);
  }

  long median() {
    return percentile(50);
  }

  long max() {
    return percentile(100);
  }
}
