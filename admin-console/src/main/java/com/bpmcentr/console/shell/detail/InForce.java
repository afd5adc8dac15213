package com.bpmcentr.console.shell.detail;

import com.bpmcentr.console.edge.Receipts;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a published change has got.
 *
 * @param applied the edges that answer by it already
 * @param waiting the live edges that do not yet
 * @param lost those that nobody hears of and that may go on without it
 */
record InForce(List<Applied> applied, List<String> waiting, List<Receipts.Lost> lost) {

  /**
   * One edge.
   *
   * @param milliseconds after the publishing; absent when that is no longer known
   * @param kept whether on its disk, too
   */
  record Applied(String edge, @Nullable Long milliseconds, boolean kept) {}

  InForce {
    applied = List.copyOf(applied);
    waiting = List.copyOf(waiting);
    lost = List.copyOf(lost);
  }

  static InForce of(Receipts receipts) {
    return new InForce(
        receipts.edges().stream()
            .map(receipt -> new Applied(receipt.edgeId(), receipt.lagMillis(), receipt.kept()))
            .toList(),
        receipts.pending(),
        receipts.lost());
  }

  int edges() {
    return applied.size() + waiting.size() + lost.size();
  }

  boolean everywhere() {
    return waiting.isEmpty() && lost.isEmpty() && !applied.isEmpty();
  }

  /** The names of all that have not applied it. */
  String missing() {
    return Stream.concat(waiting.stream(), lost.stream().map(Receipts.Lost::edgeId))
        .collect(Collectors.joining(", "));
  }

  /** When the last of those that have applied it did, where that is known. */
  OptionalLong slowest() {
    return applied.stream()
        .map(Applied::milliseconds)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .max();
  }
}
