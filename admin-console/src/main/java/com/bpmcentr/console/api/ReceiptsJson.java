package com.bpmcentr.console.api;

import com.bpmcentr.console.edge.Receipts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has applied the feed up to a position.
 *
 * @param publishedAt absent when the entry is no longer kept, or was never there
 * @param pending live edges that have not
 * @param lost edges that have not, are not heard of, and may still answer VALID by what they knew
 */
@Schema(name = "Receipts")
record ReceiptsJson(
    @Schema(example = "1-48211") String position,
    @Nullable Instant publishedAt,
    List<ReceiptJson> edges,
    List<String> pending,
    List<LostEdgeJson> lost) {

  /**
   * One edge's word that it has.
   *
   * @param lagMillis from publishing to the receipt
   * @param kept whether on its disk, too
   */
  @Schema(name = "Receipt")
  record ReceiptJson(
      String edgeId, String region, Instant appliedAt, @Nullable Long lagMillis, boolean kept) {}

  /**
   * An edge that is silent.
   *
   * @param mayAnswerValidUntil how long it may answer without the change, for paid connectors
   */
  @Schema(name = "LostEdge")
  record LostEdgeJson(String edgeId, Instant heardAt, Instant mayAnswerValidUntil) {}

  static ReceiptsJson of(Receipts receipts) {
    return new ReceiptsJson(
        receipts.position().toString(),
        receipts.publishedAt(),
        receipts.edges().stream()
            .map(
                receipt ->
                    new ReceiptJson(
                        receipt.edgeId(),
                        receipt.region(),
                        receipt.appliedAt(),
                        receipt.lagMillis(),
                        receipt.kept()))
            .toList(),
        receipts.pending(),
        receipts.lost().stream()
            .map(
                edge -> new LostEdgeJson(edge.edgeId(), edge.heardAt(), edge.mayAnswerValidUntil()))
            .toList());
  }
}
