package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a checkpoint goes on from what this edge has proven. A database that was set back, and
 * gone on with, shows checkpoints of later positions that are signed and right, and know nothing of
 * what was published in between; only a higher epoch may leave that out.
 */
final class Lineage {

  private final PgFeed feed;

  Lineage(PgFeed feed) {
    this.feed = feed;
  }

  /**
   * Follows the entries' chain from what was proven to the checkpoint. Entries that are gone or
   * changed lead nowhere.
   *
   * @param proven the newest place proven; null when nothing was
   */
  boolean leadsTo(@Nullable FeedCursor proven, Checkpoint checkpoint)
      throws FeedUnavailableException {
    FeedCursor end = FeedCursor.of(checkpoint);
    if (proven == null || proven.position().epoch() < end.position().epoch()) {
      return true;
    }
    FeedCursor at = proven;
    while (at.isBefore(end)) {
      List<FeedEntry> page = feed.entriesAfter(at.position(), EntryFollower.ENTRIES_A_PAGE);
      if (page.isEmpty()) {
        return false;
      }
      for (FeedEntry entry : page) {
        if (at.isBefore(end)) {
          if (!at.isFollowedBy(entry)) {
            return false;
          }
          at = at.after(entry);
        }
      }
    }
    return at.equals(end);
  }
}
