package com.bpmcentr.console.edge;

import com.bpmcentr.license.FeedPosition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An edge that was heard from within the last 24 hours.
 *
 * @param version of its program
 * @param position how far it has applied the feed; absent before it holds a set
 * @param behind how many entries it lacks; absent where that cannot be said
 * @param lastReceipt its newest receipt; absent before the first, and once it has been pruned
 * @param ageSeconds age of its newest checkpoint as it said at its last heartbeat, and of a lost
 *     edge by now; absent before there was one
 * @param setSize how many subjects it holds
 * @param heardAt its last heartbeat
 * @param mayAnswerValidUntil of a lost edge: past it, even with no word from the database, no paid
 *     connector's policy lets it say VALID any more, while free ones are answered up to the
 *     checkpoint's hard end; absent while it is live, before it holds a set, or where nothing is
 *     paid for
 * @param alarms what it said was wrong with its last heartbeat, as its metrics name it
 */
public record EdgeRow(
    String edgeId,
    String region,
    String version,
    EdgeState state,
    @Nullable FeedPosition position,
    @Nullable Long behind,
    @Nullable LastReceipt lastReceipt,
    @Nullable Long ageSeconds,
    long setSize,
    Instant heardAt,
    @Nullable Instant mayAnswerValidUntil,
    List<String> alarms) {

  /** Past it, a live edge should have been vouched for anew a dozen times. */
  private static final long BEHIND_SECONDS = 60;

  /**
   * What an edge has said of the newest position that it has applied.
   *
   * @param position the position
   * @param appliedAt when the receipt was written, by the database's clock
   * @param lagMillis from publishing to the receipt
   */
  public record LastReceipt(FeedPosition position, Instant appliedAt, long lagMillis) {}

  public EdgeRow {
    alarms = List.copyOf(alarms);
  }

  /** Why somebody should look at it; nothing: it is well. */
  public Set<EdgeConcern> concerns() {
    Set<EdgeConcern> concerns = EnumSet.noneOf(EdgeConcern.class);
    if (state == EdgeState.LOST) {
      concerns.add(EdgeConcern.LOST);
      return concerns;
    }
    if (ageSeconds == null || ageSeconds > BEHIND_SECONDS) {
      concerns.add(EdgeConcern.BEHIND);
    }
    if (!alarms.isEmpty()) {
      concerns.add(EdgeConcern.ALARM);
    }
    return concerns;
  }

  /** How long its newest receipt came after the publishing. */
  public @Nullable Long lagMillis() {
    return lastReceipt == null ? null : lastReceipt.lagMillis();
  }
}
