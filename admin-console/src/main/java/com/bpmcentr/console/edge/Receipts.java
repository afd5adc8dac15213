package com.bpmcentr.console.edge;

import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has applied the feed up to a position.
 *
 * @param publishedAt absent when the entry is no longer kept, or was never there
 * @param edges those that have, by id
 * @param pending live edges that have not, by id
 * @param lost edges that have not, are not heard of, and may still answer VALID by what they knew
 */
public record Receipts(
    FeedPosition position,
    @Nullable Instant publishedAt,
    List<Receipt> edges,
    List<String> pending,
    List<Lost> lost) {

  public Receipts {
    edges = List.copyOf(edges);
    pending = List.copyOf(pending);
    lost = List.copyOf(lost);
  }

  /**
   * One edge's word that it has applied the position.
   *
   * @param appliedAt the database's time of the receipt; where that is no longer kept, of the first
   *     heartbeat that says as much
   * @param lagMillis from publishing to the receipt; absent without either
   * @param kept whether it has it on its disk; false: in memory alone, by its own word
   */
  public record Receipt(
      String edgeId, String region, Instant appliedAt, @Nullable Long lagMillis, boolean kept) {}

  /**
   * An edge that is silent, and by its policies may answer without the change.
   *
   * @param mayAnswerValidUntil how long it may, for paid connectors
   */
  public record Lost(String edgeId, Instant heardAt, Instant mayAnswerValidUntil) {}
}
