package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where what is held stands in the feed, and how far that is proven: the position is, and counts as
 * fresh, and is receipted, when what is held gives a verified checkpoint's chain and root.
 *
 * <p>Never backwards: a checkpoint before the newest place ever proven, in an earlier run too, and
 * one of that place with another chain, are refused. The feed's thread only.
 */
final class Standing {

  /** What a start goes on from was signed by keys of which nothing is known any more. */
  private static final String KEYS_OF_BEFORE = "";

  private final TrustedKeys keys;
  private final LicenseReplica replica;
  private final FreshnessClock freshness;
  private final FeedStatus status;
  private final ChangeLog changes;
  private final DueReadings due;

  /** Up to where entries have been applied; null before the first reading of the whole set. */
  private @Nullable FeedCursor cursor;

  /**
   * The furthest place up to which entries have ever been applied, by the key that signed the
   * document there.
   */
  private final Map<String, FeedPosition> furthest = new HashMap<>();

  /** The newest place ever proven. */
  private @Nullable FeedCursor proven;

  /** The newest place that what is held was proven to be of; the disk may end before the mark. */
  private @Nullable FeedCursor matched;

  /** Whether anything that is held may have been read from the disk. */
  private boolean restsOnDisk;

  private @Nullable TrustedCheckpoint lastCheckpoint;

  /** The one that the log of changes was told of last. */
  private @Nullable TrustedCheckpoint accepted;

  Standing(
      TrustedKeys keys,
      LicenseReplica replica,
      FreshnessClock freshness,
      FeedStatus status,
      ChangeLog changes,
      DueReadings due) {
    this.keys = keys;
    this.replica = replica;
    this.freshness = freshness;
    this.status = status;
    this.changes = changes;
    this.due = due;
  }

  /** Goes on from where an earlier run was; {@link #serve} follows the first look at the feed. */
  void begin(DiskStart.Found found) {
    TrustedCheckpoint mark = found.mark();
    if (mark != null) {
      proven = mark.cursor();
      accepted = mark;
      freshness.saw(mark.checkpoint().issuedAt());
    }
    restsOnDisk = replica.size() > 0;
    TrustedCheckpoint whole = found.matched();
    matched = whole == null ? null : whole.cursor();
    FeedCursor end = found.cursor();
    if (end != null) {
      moveTo(end, KEYS_OF_BEFORE);
      due.haveReadSet();
    }
    if (found.isWhole()) {
      changes.goOn();
    }
  }

  /** Answers are given from what an earlier run left, unless the feed has shown what is newer. */
  void serve(DiskStart.Found found) {
    TrustedCheckpoint matched = found.matched();
    if (matched != null && found.isWhole() && !replica.ready()) {
      // what is held beyond it is told with the next checkpoint, which is that of all that is held
      accepted = matched.cursor().equals(cursor) ? null : matched;
      accept(matched);
    }
  }

  /** Up to where entries have been applied; null before the first reading of the whole set. */
  @Nullable FeedCursor cursor() {
    return cursor;
  }

  /** The newest place ever proven; null when there is none. */
  @Nullable FeedCursor proven() {
    return proven;
  }

  /** The newest place that what is held was proven to be of; null when there is none. */
  @Nullable FeedCursor matched() {
    return matched;
  }

  /** Whether anything that is held may have been read from the disk, and not from the database. */
  boolean restsOnDisk() {
    return restsOnDisk;
  }

  /**
   * What is held is that of this place, unproven as yet.
   *
   * @param keyId the key that signed what stands there
   */
  void moveTo(FeedCursor place, String keyId) {
    cursor = place;
    FeedPosition before = furthest.get(keyId);
    if (before == null || before.compareTo(place.position()) < 0) {
      furthest.put(keyId, place.position());
    }
  }

  /**
   * Whether no entry beyond the checkpoint was ever applied. What its set lacks is then not to be
   * held; while somebody shows an older checkpoint, it could be newer than that.
   */
  boolean isNewest(Checkpoint checkpoint) {
    return furthest.values().stream()
        .allMatch(place -> place.compareTo(checkpoint.position()) <= 0);
  }

  /**
   * A key is trusted less from now on. What a key signed that is compromised now bars nothing,
   * shows nothing to be fresh, tells no time, nor does it count how far its entries had come. A key
   * that is only missing takes nothing back: it may be the keyring that is the wrong one.
   */
  void keysChanged(Set<String> compromised) {
    lastCheckpoint = null;
    furthest.keySet().removeAll(compromised);
    TrustedCheckpoint mark = accepted;
    if (mark == null || isCompromised(keys.verify(mark.signed()))) {
      accepted = null;
      proven = null;
      matched = null;
      freshness.forget();
    } else {
      freshness.sawOnly(mark.checkpoint());
    }
  }

  private static boolean isCompromised(Verification verification) {
    return verification instanceof Refusal refusal
        && refusal.reason() == Refusal.Reason.COMPROMISED_KEY;
  }

  /** The checkpoint, if it may be believed; one that goes backwards may not. */
  @Nullable TrustedCheckpoint trusted(SignedDocument signed) {
    TrustedCheckpoint last = lastCheckpoint;
    if (last == null || !last.signed().equals(signed)) {
      if (!(keys.verify(signed) instanceof VerifiedCheckpoint verified)) {
        return refuse(FeedAlarm.CHECKPOINT_REFUSED, "signed as by key " + signed.keyId());
      }
      last = new TrustedCheckpoint(signed, verified);
      lastCheckpoint = last;
    }
    Checkpoint checkpoint = last.checkpoint();
    FeedCursor mark = proven;
    if (mark != null && checkpoint.position().compareTo(mark.position()) < 0) {
      return refuse(
          FeedAlarm.POSITION_BACKWARDS, checkpoint.position() + " after " + mark.position());
    }
    if (mark != null
        && checkpoint.position().equals(mark.position())
        && !checkpoint.chain().equals(mark.chain())) {
      return refuse(FeedAlarm.CHAIN_FORKED, "at " + mark.position());
    }
    // not of one that is refused: shown again, it would tell a time that may have been ahead
    freshness.saw(checkpoint.issuedAt());
    return last;
  }

  private @Nullable TrustedCheckpoint refuse(FeedAlarm alarm, String detail) {
    // what it would say of what is held is not known
    status.rootMatches(false);
    status.raise(alarm, detail);
    return null;
  }

  /**
   * Whether what is held is what the checkpoint says is to be held at this place; what has to be
   * read is due if not.
   *
   * @param newest a checkpoint of the very position that entries have been applied up to
   */
  boolean compare(FeedCursor at, TrustedCheckpoint newest) {
    Checkpoint checkpoint = newest.checkpoint();
    if (!at.chain().equals(checkpoint.chain())) {
      status.raise(FeedAlarm.CHAIN_BROKEN, "against the checkpoint at " + at.position());
      return unproven(newest, due::wantSet);
    }
    if (!replica.root().equals(checkpoint.root())) {
      status.raise(FeedAlarm.ROOT_DIFFERS, "at " + at.position());
      return unproven(newest, due::wantBuckets);
    }
    due.nothing();
    accept(newest);
    return true;
  }

  private boolean unproven(TrustedCheckpoint newest, Runnable wanted) {
    status.rootMatches(false);
    changes.unproven(newest.signed(), newest.cursor().position());
    wanted.run();
    return false;
  }

  /** What is held is what the checkpoint says. */
  private void accept(TrustedCheckpoint newest) {
    status.rootMatches(true);
    FeedCursor at = newest.cursor();
    freshness.accept(newest.checkpoint(), proven != null && proven.isBefore(at));
    if (!at.equals(proven) || !replica.ready()) {
      proven = at;
      replica.proven(at.position());
    }
    matched = at;
    if (!newest.equals(accepted)) {
      changes.accepted(newest.signed(), at.position(), newest.checkpoint().root());
      accepted = newest;
    }
  }
}
