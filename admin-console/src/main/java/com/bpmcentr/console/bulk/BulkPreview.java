package com.bpmcentr.console.bulk;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.usage.BlastRadius;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would come of a bulk action if it were asked for now.
 *
 * @param total how many things are selected
 * @param possible how many of them it would be done to
 * @param refused why it would not be done to the others, the most frequent first
 * @param stopping how many of the possible ones would let nobody in from then on who is let in now
 * @param forGood how many of the possible ones it would be done to without a way back
 * @param stops who that would be; absent when it stops nothing, and for more than {@link
 *     BulkService#MOST_MEASURED} things
 * @param selection tells whether the same things are still meant when the action is asked for
 */
public record BulkPreview(
    int total,
    int possible,
    List<Refused> refused,
    int stopping,
    int forGood,
    @Nullable BlastRadius stops,
    String selection) {

  public BulkPreview {
    refused = List.copyOf(refused);
  }

  /** One reason, and for how many things it is the one. */
  public record Refused(Refusal refusal, int count) {}
}
