package com.bpmcentr.console.shell.detail;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How far a published change has got.
 *
 * @param applied the edges that answer by it already
 * @param waiting the live edges that do not yet
 */
record InForce(List<Applied> applied, List<String> waiting) {

  /** One edge, and how long after the publishing it had applied the change. */
  record Applied(String edge, Duration after) {}

  InForce {
    applied = List.copyOf(applied);
    waiting = List.copyOf(waiting);
  }

  int edges() {
    return applied.size() + waiting.size();
  }

  boolean everywhere() {
    return waiting.isEmpty() && !applied.isEmpty();
  }

  /** When the last of those that have applied it did. */
  Duration slowest() {
    return applied.stream()
        .map(Applied::after)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
