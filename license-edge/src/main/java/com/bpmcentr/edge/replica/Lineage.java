package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a checkpoint goes on from what this edge holds. A database that was set back, and gone on
 * with, shows checkpoints of later positions that are signed and right, and know nothing of what
 * was published in between; only a higher epoch may leave that out.
 */
final class Lineage {

  private final Entries entries;

  /** From where the entries led on when that was last asked, and to where. */
  private @Nullable FeedCursor from;

  private @Nullable FeedCursor reached;

  /** Pages of entries after a position, as the database shows them. */
  @FunctionalInterface
  interface Entries {

    List<FeedEntry> after(FeedPosition position, int limit) throws FeedUnavailableException;
  }

  Lineage(Entries entries) {
    this.entries = entries;
  }

  /** How a checkpoint relates to a place. */
  enum Relation {
    /** Entry by entry the one leads to the other, or an epoch has begun since. */
    GOES_ON,
    /** At that very place, or where the entries lead to, the database shows another history. */
    FORKED,
    /** Entries in between are gone, or are not what was published: it cannot be told. */
    UNKNOWN
  }

  /**
   * Follows the entries' chain from the place to the checkpoint; of that which it has led through
   * before, no more than the end: a row that cannot be mended has this asked again and again.
   */
  Relation relation(FeedCursor place, Checkpoint checkpoint) throws FeedUnavailableException {
    FeedCursor end = FeedCursor.of(checkpoint);
    if (place.position().epoch() < end.position().epoch()) {
      return Relation.GOES_ON;
    }
    FeedCursor known = reached;
    Relation relation =
        known != null && place.equals(from) && !end.isBefore(known)
            ? follow(known, end)
            : Relation.UNKNOWN;
    if (relation != Relation.GOES_ON) {
      relation = follow(place, end);
    }
    from = relation == Relation.GOES_ON ? place : null;
    reached = relation == Relation.GOES_ON ? end : null;
    return relation;
  }

  private Relation follow(FeedCursor place, FeedCursor end) throws FeedUnavailableException {
    if (isAnotherAt(place)) {
      return Relation.FORKED;
    }
    FeedCursor at = place;
    while (at.isBefore(end)) {
      List<FeedEntry> page = entries.after(at.position(), EntryFollower.ENTRIES_A_PAGE);
      if (page.isEmpty()) {
        return Relation.UNKNOWN;
      }
      for (FeedEntry entry : page) {
        if (at.isBefore(end)) {
          if (!at.isFollowedBy(entry)) {
            return Relation.UNKNOWN;
          }
          at = at.after(entry);
        }
      }
    }
    return at.equals(end) ? Relation.GOES_ON : Relation.FORKED;
  }

  private boolean isAnotherAt(FeedCursor place) throws FeedUnavailableException {
    FeedPosition position = place.position();
    if (position.seq() == 0) {
      return false;
    }
    FeedPosition before = new FeedPosition(position.epoch(), position.seq() - 1);
    List<FeedEntry> one = entries.after(before, 1);
    return !one.isEmpty()
        && one.getFirst().position().equals(position)
        && !one.getFirst().chain().equals(place.chain());
  }
}
