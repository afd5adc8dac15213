package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.edge.journal.DiskStore;
import com.bpmcentr.license.CheckpointProof;
import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.Refusal;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.Verification;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredJournals;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty replica from this edge's disk, and believes nothing on the way: the newest
 * snapshot whose rows hash to the root of its verified checkpoint, then entry after entry of the
 * journals since, as they would be taken from the feed.
 *
 * <p>What was read counts only if it comes as far as the mark, the newest checkpoint that this edge
 * has ever accepted. Else a revocation that it has seen could be missing: then it is what following
 * goes on from, and no answer rests on it before it has come past the mark. Nor does one when the
 * mark is lost, before the database has shown a checkpoint that what is held matches.
 */
final class DiskStart {

  private static final Logger log = LoggerFactory.getLogger(DiskStart.class);

  private static final int MOST_RECORDS_AT_ONCE = 20_000;
  private static final long MOST_BYTES_AT_ONCE = 64L * 1024 * 1024;

  private final DiskStore store;
  private final TrustedKeys keys;
  private final LicenseReplica replica;
  private final DocumentIntake intake;
  private final SetLoader loader;
  private final BackgroundCheck background;
  private final FeedStatus status;
  private final BooleanSupplier stopping;

  private boolean markLost;
  private @Nullable FeedCursor cursor;
  private @Nullable TrustedCheckpoint matched;

  /** Whether rows of the current set stand before the next checkpoint, maybe in several lots. */
  private boolean readAnew;

  DiskStart(
      DiskStore store,
      TrustedKeys keys,
      LicenseReplica replica,
      DocumentIntake intake,
      SetLoader loader,
      BackgroundCheck background,
      FeedStatus status,
      BooleanSupplier stopping) {
    this.store = store;
    this.keys = keys;
    this.replica = replica;
    this.intake = intake;
    this.loader = loader;
    this.background = background;
    this.status = status;
    this.stopping = stopping;
  }

  /**
   * What the disk gave.
   *
   * @param mark the newest checkpoint known to have been accepted; null when none is
   * @param markLost whether a newer one may have been accepted than is known
   * @param cursor up to where entries have been applied; null when nothing was read
   * @param matched the newest checkpoint that what was read has matched; null when there is none
   */
  record Found(
      @Nullable TrustedCheckpoint mark,
      boolean markLost,
      @Nullable FeedCursor cursor,
      @Nullable TrustedCheckpoint matched) {

    /** Whether what was read is all that this edge has ever accepted. */
    boolean isWhole() {
      return matched != null
          && !markLost
          && (mark == null || !matched.cursor().isBefore(mark.cursor()));
    }
  }

  /** Reads what there is; afterwards the replica holds it. */
  Found read() throws InterruptedException {
    TrustedCheckpoint mark = mark();
    try {
      readNewestSet();
    } catch (IOException e) {
      damaged("the folder", e);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // a defect of ours must not keep the edge from starting: the database is left, and the mark;
      // at a stop it is none, since the parts it works with refuse then
      if (!stopping.getAsBoolean()) {
        log.error("reading the disk failed", e);
        damaged("the folder", e);
      }
    }
    TrustedCheckpoint found = matched;
    if (found != null && mark != null && found.cursor().equals(mark.cursor())) {
      // the same state, signed again since
      matched = mark;
    }
    // without a mark, what was read is the least that had been accepted
    Found all = new Found(mark == null ? matched : mark, markLost, cursor, matched);
    if ((mark != null || markLost) && !all.isWhole()) {
      status.raise(
          FeedAlarm.DISK_BEHIND,
          "it ends at "
              + (found == null ? "nothing" : found.cursor().position())
              + (mark == null || markLost
                  ? ", and nothing says how far this edge had come"
                  : ", after " + mark.cursor().position() + " had been accepted"));
    } else if (found != null) {
      log.info("disk: {} subjects at {}", replica.size(), found.cursor().position());
      if (found.cursor().equals(cursor)) {
        store.shorten(replica.root());
      }
    }
    return all;
  }

  /**
   * The newest mark that a trusted key signed. What a compromised key signed counts for nothing;
   * any other that cannot be believed, or read, may have been newer.
   */
  private @Nullable TrustedCheckpoint mark() {
    if (store.isMarkLost()) {
      markLost = true;
      status.raise(FeedAlarm.DISK_DAMAGED, "the mark cannot be read");
    }
    for (SignedDocument signed : store.marks()) {
      Verification verification = keys.verify(signed);
      if (verification instanceof VerifiedCheckpoint verified) {
        return new TrustedCheckpoint(signed, verified);
      }
      markLost |=
          !(verification instanceof Refusal refusal
              && refusal.reason() == Refusal.Reason.COMPROMISED_KEY);
      status.raise(FeedAlarm.DISK_REFUSED, "the mark");
    }
    return null;
  }

  private @Nullable TrustedCheckpoint trusted(SignedDocument signed) {
    return keys.verify(signed) instanceof VerifiedCheckpoint verified
        ? new TrustedCheckpoint(signed, verified)
        : null;
  }

  private void readNewestSet() throws IOException, InterruptedException {
    for (StoredSnapshot snapshot : store.snapshots()) {
      try {
        if (load(snapshot)) {
          replay(snapshot);
          return;
        }
      } catch (FeedUnavailableException e) {
        damaged("snapshot " + snapshot.generation(), e.getCause() == null ? e : e.getCause());
        store.setAside(snapshot);
      }
    }
  }

  /**
   * False when the snapshot is not to be believed. Where it is only its key that is not trusted,
   * the file stays: it is this start's keyring that may be the wrong one.
   */
  private boolean load(StoredSnapshot snapshot)
      throws FeedUnavailableException, InterruptedException {
    DiskSet set = new DiskSet(snapshot);
    TrustedCheckpoint checkpoint = trusted(set.checkpoint());
    if (checkpoint == null) {
      status.raise(
          FeedAlarm.DISK_REFUSED,
          "snapshot " + snapshot.generation() + ", signed as by key " + set.checkpoint().keyId());
      return false;
    }
    CheckpointProof proof = loader.prove(set, checkpoint.verified()).orElse(null);
    if (proof == null) {
      status.raise(FeedAlarm.DISK_REFUSED, "snapshot " + snapshot.generation() + ", its rows");
      store.setAside(snapshot);
      return false;
    }
    loader.load(set, proof, SetRecorder.ofSet(ChangeLog.none(position -> {}), null));
    background.check(set);
    cursor = checkpoint.cursor();
    compare(checkpoint);
    return true;
  }

  private void replay(StoredSnapshot snapshot) throws IOException, InterruptedException {
    try (StoredJournals journals = store.journalsSince(snapshot)) {
      Lot lot = new Lot();
      for (JournalRecord next = journals.next(); next != null; next = journals.next()) {
        switch (next) {
          case JournalRecord.Entry(FeedEntry entry) -> lot.add(entry);
          case JournalRecord.Row(CurrentDocument row, Hash hash) -> lot.add(row);
          case JournalRecord.Proof(SignedDocument signed) -> {
            lot = take(lot, signed);
          }
          case JournalRecord.Header header -> throw new DamagedFileException("a second beginning");
          case JournalRecord.End end -> throw new DamagedFileException("an end before the end");
        }
        if (lot.isFull()) {
          lot = take(lot, null);
        }
      }
      take(lot, null);
    } catch (DamagedFileException e) {
      damaged("a journal since snapshot " + snapshot.generation(), e);
    }
  }

  /**
   * Takes in what stands before a checkpoint in a journal. The entries may rest on its chain; rows,
   * which are there when the current set had to be read again, are verified by themselves.
   *
   * @param signed the checkpoint; null when the lot ends without one
   * @return where the following records are gathered
   * @throws DamagedFileException when a record is refused
   */
  private Lot take(Lot lot, @Nullable SignedDocument signed)
      throws DamagedFileException, InterruptedException {
    TrustedCheckpoint checkpoint = signed == null ? null : trusted(signed);
    if (signed != null && checkpoint == null) {
      throw new DamagedFileException("a checkpoint that no trusted key signed");
    }
    takeEntries(lot.entries, checkpoint);
    List<Verification> verified =
        keys.verifyAll(lot.rows, (verifier, row) -> verifier.verify(row.document()));
    for (int i = 0; i < verified.size(); i++) {
      if (intake.take(lot.rows.get(i), verified.get(i)) == DocumentIntake.Outcome.REFUSED) {
        throw new DamagedFileException("a row that is refused");
      }
    }
    readAnew |= !lot.rows.isEmpty();
    if (checkpoint != null) {
      // a reading of the whole set jumps there; where nothing had changed, only the root tells it
      if (readAnew || isJump(checkpoint)) {
        cursor = checkpoint.cursor();
      }
      readAnew = false;
      compare(checkpoint);
    }
    return new Lot();
  }

  private void takeEntries(List<FeedEntry> all, @Nullable TrustedCheckpoint checkpoint)
      throws DamagedFileException, InterruptedException {
    FeedCursor at = Objects.requireNonNull(cursor);
    // after a disk failed, what had not surely been written was written once more
    List<FeedEntry> entries =
        all.stream().filter(entry -> entry.position().compareTo(at.position()) > 0).toList();
    CheckpointProof proof =
        checkpoint == null
            ? null
            : CheckpointProof.ofEntries(checkpoint.verified(), at.position(), at.chain(), entries)
                .orElse(null);
    List<Verification> verified =
        keys.verifyAll(
            entries,
            (verifier, entry) ->
                proof == null
                    ? verifier.verify(entry.document())
                    : verifier.verify(entry.document(), entry.subject(), entry.version(), proof));
    FeedCursor next = at;
    for (int i = 0; i < entries.size(); i++) {
      FeedEntry entry = entries.get(i);
      if (!next.isFollowedBy(entry)
          || intake.take(entry, verified.get(i)) == DocumentIntake.Outcome.REFUSED) {
        throw new DamagedFileException("an entry that is refused, after " + next.position());
      }
      next = next.after(entry);
      cursor = next;
    }
    if (proof != null) {
      background.check(entries);
    }
  }

  /** Whether what is held is what a later checkpoint says, though no entry leads there. */
  private boolean isJump(TrustedCheckpoint checkpoint) {
    return Objects.requireNonNull(cursor).isBefore(checkpoint.cursor())
        && checkpoint.checkpoint().root().equals(replica.root());
  }

  /** Notes the checkpoint if what is held is what it says. */
  private void compare(TrustedCheckpoint checkpoint) {
    if (checkpoint.cursor().equals(cursor)
        && checkpoint.checkpoint().root().equals(replica.root())) {
      matched = checkpoint;
    }
  }

  private void damaged(String what, Throwable cause) {
    status.raise(FeedAlarm.DISK_DAMAGED, what + ": " + cause.getMessage());
  }

  /** Records of a journal between two of its checkpoints. */
  private static final class Lot {

    final List<FeedEntry> entries = new ArrayList<>();
    final List<CurrentDocument> rows = new ArrayList<>();
    private long bytes;

    void add(FeedEntry entry) {
      entries.add(entry);
      bytes += entry.document().payloadLength();
    }

    void add(CurrentDocument row) {
      rows.add(row);
      bytes += row.document().payloadLength();
    }

    boolean isFull() {
      return entries.size() + rows.size() >= MOST_RECORDS_AT_ONCE || bytes > MOST_BYTES_AT_ONCE;
    }
  }
}
