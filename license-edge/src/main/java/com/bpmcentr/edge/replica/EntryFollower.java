package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.CompromisedLicense;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Verification;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies entry after entry: each must follow the one before in number and chain, and its document
 * pass {@link DocumentIntake}. Those up to the checkpoint are proven by it at once; those beyond it
 * are applied as well, since a revocation does not wait, and proven in the next round.
 */
final class EntryFollower {

  private static final Logger log = LoggerFactory.getLogger(EntryFollower.class);

  static final int ENTRIES_A_PAGE = 500;

  private final PgFeed feed;
  private final TrustedKeys keys;
  private final DocumentIntake intake;
  private final Standing standing;
  private final FarBehind farBehind;
  private final BackgroundCheck background;
  private final FeedStatus status;
  private final ChangeLog changes;
  private final DueReadings due;
  private final Doorbell doorbell;

  EntryFollower(
      PgFeed feed,
      TrustedKeys keys,
      DocumentIntake intake,
      Standing standing,
      BackgroundCheck background,
      FeedStatus status,
      ChangeLog changes,
      DueReadings due,
      Doorbell doorbell) {
    this.feed = feed;
    this.keys = keys;
    this.intake = intake;
    this.standing = standing;
    this.farBehind = new FarBehind(feed, keys, status);
    this.background = background;
    this.status = status;
    this.changes = changes;
    this.due = due;
    this.doorbell = doorbell;
  }

  /**
   * Applies what there is beyond a place.
   *
   * @param newest the newest checkpoint; null when it cannot be believed
   * @param first the first entries beyond the place
   */
  void follow(FeedCursor from, @Nullable TrustedCheckpoint newest, List<FeedEntry> first)
      throws FeedUnavailableException, InterruptedException {
    Checkpoint checkpoint = newest == null ? null : newest.checkpoint();
    if (checkpoint != null && checkpoint.position().epoch() != from.position().epoch()) {
      log.info("feed: epoch {} begins", checkpoint.position().epoch());
      due.wantSet();
      return;
    }
    if (checkpoint != null && checkpoint.position().compareTo(from.position()) < 0) {
      status.raise(
          FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + from.position());
      due.wantSet();
      return;
    }
    FeedCursor at = from;
    boolean compared = false;
    List<FeedEntry> page = first;
    boolean leapt = false;
    while (true) {
      if (!leapt && newest != null && FarBehind.isFar(at, newest.checkpoint())) {
        leapt = true;
        Optional<FarBehind.Lot> lot = farBehind.read(at, newest.verified(), page);
        if (lot.isPresent()) {
          at = take(at, lot.get());
          page = feed.entriesAfter(at.position(), ENTRIES_A_PAGE);
        }
      }
      List<Verification> verifications =
          keys.verifyAll(page, (verifier, entry) -> verifier.verify(entry.document()));
      for (int i = 0; i < page.size(); i++) {
        if (newest != null && !compared && at.position().equals(newest.cursor().position())) {
          standing.compare(at, newest);
          compared = true;
        }
        FeedCursor next =
            compared || newest == null
                ? takeUnvouched(at, page.get(i), verifications.get(i))
                : take(at, page.get(i), verifications.get(i));
        if (next == null) {
          // beyond the checkpoint nobody vouches for the entry, so nothing is missing without it
          if (!compared) {
            due.wantSet();
          }
          return;
        }
        at = next;
      }
      // past the checkpoint a newer one is due first: a busy publisher must not put off the proof
      if (!isFull(page) || compared) {
        break;
      }
      page = feed.entriesAfter(at.position(), ENTRIES_A_PAGE);
    }
    if (isFull(page)) {
      doorbell.ring();
    }
    if (newest == null || checkpoint == null || compared) {
      return;
    }
    if (at.position().equals(checkpoint.position())) {
      standing.compare(at, newest);
    } else if (at.position().compareTo(checkpoint.position()) < 0) {
      status.raise(FeedAlarm.ENTRY_MISSING, "after " + at.position());
      due.wantSet();
    }
  }

  /** Whether there may be more behind it. */
  private static boolean isFull(List<FeedEntry> page) {
    return page.size() == ENTRIES_A_PAGE || bytes(page) >= PgRows.BYTES_A_PAGE;
  }

  static long bytes(List<FeedEntry> entries) {
    return entries.stream().mapToLong(entry -> entry.document().payloadLength()).sum();
  }

  /** Applies all; their own signatures are checked afterwards. */
  private FeedCursor take(FeedCursor from, FarBehind.Lot lot) {
    FeedCursor at = from;
    for (int i = 0; i < lot.entries().size(); i++) {
      FeedCursor next = take(at, lot.entries().get(i), lot.verified().get(i));
      if (next == null) {
        break;
      }
      at = next;
    }
    background.check(lot.entries());
    return at;
  }

  /**
   * As {@link #take(FeedCursor, FeedEntry, Verification)}, of an entry beyond the checkpoint: there
   * a compromised key counts for nothing. Its entry would stand in the way of the next checkpoint.
   */
  private @Nullable FeedCursor takeUnvouched(
      FeedCursor at, FeedEntry entry, Verification verification) {
    return verification instanceof CompromisedLicense
        ? refuse(FeedAlarm.DOCUMENT_REFUSED, entry, "signed by a compromised key, beyond the head")
        : take(at, entry, verification);
  }

  /** Applies the entry if all is right with it; null when it is refused. */
  private @Nullable FeedCursor take(FeedCursor at, FeedEntry entry, Verification verification) {
    if (!entry.position().equals(at.position().next())) {
      return refuse(FeedAlarm.ENTRY_MISSING, entry, "after " + at.position());
    }
    if (entry.document().payloadLength() == 0) {
      // before the chain, which nobody can compute without what was left in the database
      return refuse(
          FeedAlarm.DOCUMENT_REFUSED, entry, "is empty, or larger than any document can be");
    }
    if (!at.isFollowedBy(entry)) {
      return refuse(FeedAlarm.CHAIN_BROKEN, entry, "after " + at.position());
    }
    if (intake.take(entry, verification) == DocumentIntake.Outcome.REFUSED) {
      return null;
    }
    changes.applied(entry);
    FeedCursor next = at.after(entry);
    standing.moveTo(next, entry.document().keyId());
    return next;
  }

  private @Nullable FeedCursor refuse(FeedAlarm alarm, FeedEntry entry, String detail) {
    status.raise(alarm, entry.position() + " " + detail);
    return null;
  }
}
