package com.bpmcentr.console.bulk;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import java.util.UUID;

/** What came of the action on one thing. */
public sealed interface BulkResult {

  /**
   * It is saved; the customer's license has to be issued.
   *
   * @param stops whether who uses it now could not a moment later
   * @param forGood whether nothing takes it back
   */
  record Changed(UUID customerId, boolean stops, boolean forGood, Facts before, Facts after)
      implements BulkResult {}

  /** This one was left as it is. */
  record Unchanged(Refusal refusal) implements BulkResult {}
}
