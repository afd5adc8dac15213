package com.bpmcentr.console.publishing;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that one transaction adds to the feed, and what the feed comes to with them.
 *
 * @param entries in order, each with its chain value
 * @param buckets the hashes of the buckets that changed
 * @param state the feed after the last entry
 */
record Publication(List<FeedEntry> entries, SortedMap<Integer, Hash> buckets, FeedState state) {

  /** A checkpoint's hard end, past which no edge says VALID on its strength. */
  static final Duration CHECKPOINT_LASTS = Duration.ofDays(30);

  /** Lets the documents follow the state, in order. */
  static Publication after(FeedState before, List<NewEntry> documents, Instant publishedAt) {
    SetTree tree = before.tree().copy();
    FeedPosition position = before.position();
    Hash chain = before.chain();
    List<FeedEntry> entries = new ArrayList<>(documents.size());
    SortedMap<Integer, Hash> buckets = new TreeMap<>();
    for (NewEntry entry : documents) {
      SubjectDocument content = entry.content();
      position = position.next();
      chain =
          FeedChain.next(
              chain,
              position,
              content.removed(),
              content.subject(),
              content.version(),
              entry.document(),
              publishedAt);
      entries.add(
          new FeedEntry(
              position,
              content.removed(),
              content.subject(),
              content.version(),
              entry.document(),
              publishedAt,
              chain));
      // A removed subject stays in the set with its last version, which nothing may go below.
      tree.put(content.subject(), content.version(), entry.payloadHash());
      buckets.put(SetTree.bucketOf(content.subject()), Hash.ZERO);
    }
    FeedState state = new FeedState(position, chain, tree);
    buckets.replaceAll((bucket, _) -> tree.bucketHash(bucket));
    return new Publication(entries, buckets, state);
  }

  static Checkpoint checkpoint(FeedState state, Hash auditHead, Instant now) {
    return new Checkpoint(
        state.position(), state.chain(), state.root(), auditHead, now, now.plus(CHECKPOINT_LASTS));
  }
}
