package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;

/** A place in the feed with the chain's value there. */
record FeedCursor(FeedPosition position, Hash chain) {

  static FeedCursor of(Checkpoint checkpoint) {
    return new FeedCursor(checkpoint.position(), checkpoint.chain());
  }

  /** Whether the entry stands next, and its chain value follows from this one. */
  boolean isFollowedBy(FeedEntry entry) {
    return entry.position().equals(position.next())
        && FeedChain.next(chain, entry).equals(entry.chain());
  }

  FeedCursor after(FeedEntry entry) {
    return new FeedCursor(entry.position(), entry.chain());
  }

  boolean isBefore(FeedCursor other) {
    return position.compareTo(other.position) < 0;
  }
}
