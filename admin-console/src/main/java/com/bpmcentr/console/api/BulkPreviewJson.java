package com.bpmcentr.console.api;

import com.bpmcentr.console.bulk.BulkPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would come of a bulk action.
 *
 * @param total how many things are selected
 * @param possible how many of them it would be done to
 * @param blastRadius who would be refused; null where nothing stops, or too many to add up
 */
@Schema(name = "BulkPreview")
record BulkPreviewJson(
    int total, int possible, List<Refused> refused, @Nullable BlastRadiusJson blastRadius) {

  /** A reason as the single call would give it, and of how many things. */
  @Schema(name = "BulkPreviewRefused")
  record Refused(String code, @Nullable String detail, int count) {

    static Refused of(BulkPreview.Refused refused) {
      Problem problem = RefusalProblems.of(refused.refusal());
      return new Refused(problem.code(), problem.detail(), refused.count());
    }
  }

  static BulkPreviewJson of(BulkPreview preview) {
    return new BulkPreviewJson(
        preview.total(),
        preview.possible(),
        preview.refused().stream().map(Refused::of).toList(),
        preview.stops() == null ? null : BlastRadiusJson.of(preview.stops()));
  }
}
