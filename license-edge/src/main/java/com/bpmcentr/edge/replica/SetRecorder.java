package com.bpmcentr.edge.replica;

import com.bpmcentr.edge.journal.ChangeLog;
import com.bpmcentr.license.CurrentDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log of changes of a reading of the whole set, or of some buckets of it: all of the set
 * when the log needs a base, else what has changed.
 */
final class SetRecorder implements SetLoader.Taken, AutoCloseable {

  private final ChangeLog changes;
  private final @Nullable TrustedCheckpoint checkpoint;
  private final ChangeLog.@Nullable Base base;
  private boolean changed;
  private boolean refused;
  private boolean proven;

  private SetRecorder(
      ChangeLog changes, @Nullable TrustedCheckpoint checkpoint, ChangeLog.@Nullable Base base) {
    this.changes = changes;
    this.checkpoint = checkpoint;
    this.base = base;
  }

  /**
   * A recorder of one reading of the whole set.
   *
   * @param checkpoint of the reading's moment; null when there is none that can be believed
   */
  static SetRecorder ofSet(ChangeLog changes, @Nullable TrustedCheckpoint checkpoint) {
    return new SetRecorder(
        changes,
        checkpoint,
        checkpoint != null && changes.needsBase()
            ? changes.beginBase(checkpoint.signed(), checkpoint.cursor().position())
            : null);
  }

  /** A recorder of one reading of some buckets, which is no base. */
  static SetRecorder ofBuckets(ChangeLog changes, TrustedCheckpoint checkpoint) {
    return new SetRecorder(changes, checkpoint, null);
  }

  @Override
  public void page(List<CurrentDocument> rows) throws InterruptedException {
    if (base != null) {
      base.add(rows);
    }
  }

  @Override
  public void took(CurrentDocument row, DocumentIntake.Outcome outcome) {
    switch (outcome) {
      case APPLIED -> {
        changed = true;
        if (base == null) {
          changes.applied(row);
        }
      }
      case REFUSED -> refused = true;
      case HELD -> {
        // nothing has changed
      }
    }
  }

  @Override
  public void forgot(int count) {
    if (count > 0 && base == null) {
      // before the checkpoint is told: what is on disk does not lead to it
      changes.lostTrack();
    }
  }

  /** What is held now is what the reading's checkpoint says. */
  void proven() {
    proven = true;
    if (base != null && !refused) {
      base.seal();
    }
  }

  @Override
  public void close() {
    if (base != null) {
      base.close();
    } else if (changed && !proven) {
      // the entries that follow would not follow from what was told
      changes.lostTrack();
    }
    if (changed && !proven && checkpoint != null) {
      changes.unproven(checkpoint.signed(), checkpoint.cursor().position());
    }
  }
}
