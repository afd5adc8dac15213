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
 * @param stopping how many of those would let nobody in who is let in now
 * @param forGood how many of those it would be done to without a way back
 * @param blastRadius who that is; null where nothing stops, or too many to add up
 * @param selection to be sent along with the action, which then is done to these things or none
 */
@Schema(name = "BulkPreview")
record BulkPreviewJson(
    int total,
    int possible,
    List<Refused> refused,
    int stopping,
    int forGood,
    @Nullable BlastRadiusJson blastRadius,
    String selection) {

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
        preview.stopping(),
        preview.forGood(),
        preview.stops() == null ? null : BlastRadiusJson.of(preview.stops()),
        preview.selection());
  }
}
