package com.bpmcentr.console.publishing;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SubjectDocument;
import com.bpmcentr.license.VerifiedSubject;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Follows what another console has published: each entry is taken only if number, chain, signature
 * and version are right, and the end only if its checkpoint is.
 */
@Component
class CatchUp {

  private static final int ENTRIES_A_PAGE = 500;

  private final FeedRepository feed;
  private final LicenseVerifier verifier;
  private final SignedCheckpoints checkpoints;
  private final PublishingAlarms alarms;

  CatchUp(
      FeedRepository feed,
      LicenseVerifier verifier,
      SignedCheckpoints checkpoints,
      PublishingAlarms alarms) {
    this.feed = feed;
    this.verifier = verifier;
    this.checkpoints = checkpoints;
    this.alarms = alarms;
  }

  /** The state at the head, which is ahead of the given one. */
  FeedState follow(FeedState from, FeedHead head) {
    if (head.position().epoch() != from.position().epoch()) {
      throw differs(
          from.position(),
          "another console has begun epoch " + head.position().epoch() + ": start this one anew");
    }
    FeedPosition position = from.position();
    Hash chain = from.chain();
    SetTree tree = from.tree().copy();
    while (position.compareTo(head.position()) < 0) {
      long missing = head.position().seq() - position.seq();
      List<FeedEntry> page = feed.entriesAfter(position, (int) Math.min(missing, ENTRIES_A_PAGE));
      if (page.isEmpty()) {
        throw differs(position, "the entry after " + position + " is missing");
      }
      for (FeedEntry entry : page) {
        chain = take(position, chain, tree, entry);
        position = entry.position();
      }
    }
    FeedState state = new FeedState(position, chain, tree);
    if (!state.matches(head)) {
      throw differs(position, "the head at " + position + " is not what its entries come to");
    }
    requireCheckpoint(state);
    return state;
  }

  private Hash take(FeedPosition before, Hash chain, SetTree tree, FeedEntry entry) {
    if (!entry.position().equals(before.next())
        || !FeedChain.next(chain, entry).equals(entry.chain())) {
      throw differs(before, "the chain breaks after " + before);
    }
    if (!(verifier.verify(entry.document()) instanceof VerifiedSubject verified)) {
      throw differs(
          entry.position(),
          "the document at " + entry.position() + " is not signed by a trusted key");
    }
    SubjectDocument document = verified.document();
    if (!document.subject().equals(entry.subject())
        || document.version() != entry.version()
        || document.removed() != entry.removal()) {
      throw differs(
          entry.position(), "the entry at " + entry.position() + " is not what its document says");
    }
    SetTree.Entry held = tree.get(entry.subject());
    if (held != null && held.version() >= entry.version()) {
      throw differs(entry.position(), "the version at " + entry.position() + " goes backwards");
    }
    tree.put(entry.subject(), entry.version(), verified.payloadHash());
    return entry.chain();
  }

  private void requireCheckpoint(FeedState state) {
    Optional<Checkpoint> newest = checkpoints.newest();
    boolean attested =
        newest.isPresent()
            && (newest.get().position().compareTo(state.position()) > 0
                || SignedCheckpoints.attests(newest.get(), state));
    if (!attested) {
      throw differs(
          state.position(),
          "no signed checkpoint says what the feed comes to at " + state.position());
    }
  }

  private PublishingRefusedException differs(FeedPosition position, String detail) {
    return alarms.raise(PublishingAlarm.Kind.HISTORY_DIFFERS, detail, position.toString());
  }
}
