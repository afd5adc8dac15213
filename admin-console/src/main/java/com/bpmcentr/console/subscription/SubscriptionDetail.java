package com.bpmcentr.console.subscription;

import java.time.Duration;
import java.util.Set;

/**
 * A subscription with all that its own screen shows.
 *
 * @param allowedActions what its state allows now and the one who asked may do
 * @param recentMoves how often it was moved to another account within the window
 * @param movesAllowed how often the rules allow that
 * @param moveWindow how far back is looked for both
 */
public record SubscriptionDetail(
    SubscriptionRow row,
    Set<ActionName> allowedActions,
    int recentMoves,
    int movesAllowed,
    Duration moveWindow) {

  public SubscriptionDetail {
    allowedActions = Set.copyOf(allowedActions);
  }
}
