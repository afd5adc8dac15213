package com.bpmcentr.edge.replica;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.CheckpointProof;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads many entries up to a checkpoint and lets them rest on its chain, so that a long absence is
 * not made longer by every signature.
 */
final class FarBehind {

  /** By so many entries, waiting for each signature is felt: a thousand take 70 ms. */
  private static final int FAR_BEHIND = 1_000;

  private static final int MOST_ENTRIES = 20_000;
  private static final long MOST_BYTES = 64 * 1024 * 1024;

  private final PgFeed feed;
  private final TrustedKeys keys;
  private final FeedStatus status;

  FarBehind(PgFeed feed, TrustedKeys keys, FeedStatus status) {
    this.feed = feed;
    this.keys = keys;
    this.status = status;
  }

  /**
   * Entries up to a checkpoint, all of them vouched for by its chain.
   *
   * @param verified what came of each, in the entries' order
   */
  record Lot(List<FeedEntry> entries, List<Verification> verified) {}

  /** Whether so many entries are missing that reading them this way gains something. */
  static boolean isFar(FeedCursor at, Checkpoint checkpoint) {
    long missing = checkpoint.position().seq() - at.position().seq();
    return missing > FAR_BEHIND && missing <= MOST_ENTRIES;
  }

  /**
   * All entries up to the checkpoint. Empty when the chain does not lead there, when a document is
   * not to be read even so, or when they are too large: then they are followed one by one.
   *
   * @param first the first of the entries
   */
  Optional<Lot> read(FeedCursor from, VerifiedCheckpoint checkpoint, List<FeedEntry> first)
      throws FeedUnavailableException, InterruptedException {
    FeedPosition target = checkpoint.checkpoint().position();
    List<FeedEntry> entries = new ArrayList<>(first);
    List<FeedEntry> page = first;
    long bytes = EntryFollower.bytes(first);
    while (!page.isEmpty() && page.getLast().position().compareTo(target) < 0) {
      if (bytes > MOST_BYTES) {
        return Optional.empty();
      }
      FeedPosition last = page.getLast().position();
      int limit = (int) Math.min(EntryFollower.ENTRIES_A_PAGE, target.seq() - last.seq());
      page = feed.entriesAfter(last, limit);
      entries.addAll(page);
      bytes += EntryFollower.bytes(page);
    }
    CheckpointProof proof =
        CheckpointProof.ofEntries(checkpoint, from.position(), from.chain(), entries).orElse(null);
    if (proof == null) {
      status.raise(
          FeedAlarm.CHAIN_BROKEN, "before " + target + ": entries are verified one by one");
      return Optional.empty();
    }
    List<Verification> verified =
        keys.verifyAll(
            entries,
            (verifier, entry) ->
                verifier.verify(entry.document(), entry.subject(), entry.version(), proof));
    return verified.stream().anyMatch(Refusal.class::isInstance)
        ? Optional.empty()
        : Optional.of(new Lot(entries, verified));
  }
}
