package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.CheckpointProof;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads current documents into the replica in place, and has the following go on from the
 * checkpoint of the same moment: all of them, or those of the buckets that differ.
 *
 * <p>Only some edges may do so at the same time. Where there is no place, nothing has happened.
 */
final class SetReader {

  private final PgFeed feed;
  private final LicenseReplica replica;
  private final SetLoader loader;
  private final BucketRepair buckets;
  private final Lineage lineage;
  private final BackgroundCheck background;
  private final Standing standing;
  private final FeedStatus status;
  private final ChangeLog changes;
  private final DueReadings due;
  private final Doorbell doorbell;

  SetReader(
      PgFeed feed,
      LicenseReplica replica,
      SetLoader loader,
      BucketRepair buckets,
      BackgroundCheck background,
      Standing standing,
      FeedStatus status,
      ChangeLog changes,
      DueReadings due,
      Doorbell doorbell) {
    this.feed = feed;
    this.replica = replica;
    this.loader = loader;
    this.buckets = buckets;
    this.lineage = new Lineage(feed::entriesAfter);
    this.background = background;
    this.standing = standing;
    this.status = status;
    this.changes = changes;
    this.due = due;
    this.doorbell = doorbell;
  }

  /**
   * Reads all current documents.
   *
   * @return false when there was no place
   */
  boolean readAll() throws FeedUnavailableException, InterruptedException {
    try (PgSetReading reading = feed.readSet(PgSetReading.Purpose.HOLD)) {
      if (reading == null) {
        return noPlace();
      }
      due.begunSet();
      status.readingSet();
      SignedDocument signed = reading.checkpoint();
      TrustedCheckpoint checkpoint = signed == null ? null : standing.trusted(signed);
      CheckpointProof proof = checkpoint == null ? null : prepare(reading, checkpoint);
      try (SetRecorder recorder = SetRecorder.ofSet(changes, checkpoint)) {
        loader.load(reading, proof, recorder);
        if (proof != null) {
          background.checkSet();
        }
        due.haveReadSet();
        if (checkpoint == null) {
          due.wantSetLater();
        } else {
          goOnFrom(checkpoint, recorder);
        }
      }
    }
    doorbell.ring();
    return true;
  }

  /**
   * Reads the buckets that differ.
   *
   * @return false when there was no place
   */
  boolean readBuckets(FeedCursor from) throws FeedUnavailableException, InterruptedException {
    try (PgSetReading reading = feed.readSet(PgSetReading.Purpose.HOLD)) {
      if (reading == null) {
        return noPlace();
      }
      due.begunBuckets();
      SignedDocument signed = reading.checkpoint();
      TrustedCheckpoint checkpoint = signed == null ? null : standing.trusted(signed);
      if (checkpoint == null
          || checkpoint.checkpoint().position().epoch() != from.position().epoch()
          || !standing.isNewest(checkpoint.checkpoint())) {
        due.wantSet();
        return true;
      }
      try (SetRecorder recorder = SetRecorder.ofBuckets(changes, checkpoint)) {
        Checkpoint newest = checkpoint.checkpoint();
        if (!buckets.repair(reading, newest, () -> mayTakeAway(newest), recorder)) {
          due.wantSet();
          return true;
        }
        goOnFrom(checkpoint, recorder);
      }
    }
    doorbell.ring();
    return true;
  }

  private boolean noPlace() {
    due.foundNoPlace();
    status.moveTo(FeedStatus.State.WAITING);
    return false;
  }

  private void goOnFrom(TrustedCheckpoint checkpoint, SetRecorder recorder) {
    FeedCursor at = checkpoint.cursor();
    boolean jumped = !at.equals(standing.cursor());
    standing.moveTo(at, checkpoint.signed().keyId());
    status.moveTo(FeedStatus.State.FOLLOWING);
    if (standing.compare(at, checkpoint)) {
      recorder.proven();
    } else if (jumped) {
      // the entries that follow would not follow from what is on disk
      changes.lostTrack();
    }
  }

  /**
   * Takes out what is held and is not in the set that was signed, where there is something of the
   * kind. The index tells, if it hashes to the checkpoint's root; that it lacks somebody says
   * nothing before.
   *
   * @return what documents may rest on while nothing is served yet; null when there is no such
   *     thing
   */
  private @Nullable CheckpointProof prepare(SetSource source, TrustedCheckpoint checkpoint)
      throws FeedUnavailableException {
    if (replica.ready() && replica.root().equals(checkpoint.checkpoint().root())) {
      return null;
    }
    SetTree signed = loader.index(source).orElse(null);
    CheckpointProof proof =
        signed == null ? null : CheckpointProof.ofSet(checkpoint.verified(), signed).orElse(null);
    if (signed != null && proof != null) {
      forgetWhatDiffers(signed, checkpoint.checkpoint());
    } else if (!replica.ready()) {
      status.raise(FeedAlarm.ROOT_DIFFERS, "in the index: every document is verified by itself");
    }
    return replica.ready() ? null : proof;
  }

  /** Whether what its set lacks is not to be held. */
  private boolean mayTakeAway(Checkpoint checkpoint) throws FeedUnavailableException {
    if (!standing.isNewest(checkpoint)) {
      return false;
    }
    FeedCursor matched = standing.matched();
    if (matched == null) {
      // what was read from a disk and never matched anything says nothing of what it lacks
      return standing.proven() == null || !standing.restsOnDisk();
    }
    Lineage.Relation relation = lineage.relation(matched, checkpoint);
    if (relation == Lineage.Relation.FORKED) {
      status.raise(
          FeedAlarm.CHAIN_FORKED,
          checkpoint.position() + " is of another history than " + matched.position());
    }
    return relation == Lineage.Relation.GOES_ON;
  }

  private void forgetWhatDiffers(SetTree signed, Checkpoint checkpoint)
      throws FeedUnavailableException {
    List<Integer> differing =
        IntStream.range(0, SetTree.BUCKETS)
            .filter(bucket -> !signed.bucketHash(bucket).equals(replica.bucketHash(bucket)))
            .boxed()
            .toList();
    // the entries are followed only if something depends on it
    boolean mayTakeAway =
        differing.stream().anyMatch(bucket -> replica.holdsMoreThan(bucket, signed))
            && mayTakeAway(checkpoint);
    int count = 0;
    for (int bucket : differing) {
      count += replica.forgetWhatDiffers(bucket, signed, mayTakeAway);
    }
    if (count > 0) {
      status.raise(FeedAlarm.ROOT_DIFFERS, count + " documents held are not in the signed set");
      // what is on disk does not lead to that set
      changes.lostTrack();
    }
  }
}
