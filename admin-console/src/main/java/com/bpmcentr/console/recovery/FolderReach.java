package com.bpmcentr.console.recovery;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedEntry;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.LicenseVerifier;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.VerifiedCheckpoint;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.StoredFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How far one edge's folder reaches: the newest position of whose set it holds every document. That
 * a checkpoint stands in a file does not show it: where a file is damaged, the documents before the
 * checkpoint may be gone, and with them a revocation. So its root has to be that of what was read.
 */
final class FolderReach {

  private final LicenseVerifier verifier;
  private SetTree held = new SetTree();
  private @Nullable FeedPosition reached;

  /** The checkpoint that a snapshot begins with, while its rows are read. */
  private @Nullable SignedDocument snapshotOf;

  private boolean inSnapshot;

  private FolderReach(LicenseVerifier verifier) {
    this.verifier = verifier;
  }

  /** How far the folder reaches; null when it holds no whole set. */
  static @Nullable FeedPosition of(Path folder, LicenseVerifier verifier) throws IOException {
    // whose it is does not matter here
    StoredFolder stored = new StoredFolder(folder, "");
    for (long generation : stored.generations(StoredFolder.Kind.SNAPSHOT).reversed()) {
      FolderReach reach = new FolderReach(verifier);
      reach.inSnapshot = true;
      EdgeFiles.read(stored.file(StoredFolder.Kind.SNAPSHOT, generation), reach::take);
      if (reach.reached != null) {
        return reach.afterJournals(stored, generation);
      }
    }
    return null;
  }

  private @Nullable FeedPosition afterJournals(StoredFolder stored, long from) throws IOException {
    inSnapshot = false;
    for (long generation : stored.generations(StoredFolder.Kind.JOURNAL)) {
      if (generation >= from) {
        EdgeFiles.read(stored.file(StoredFolder.Kind.JOURNAL, generation), this::take);
      }
    }
    return reached;
  }

  private void take(JournalRecord record) {
    switch (record) {
      case JournalRecord.Entry(FeedEntry entry) ->
          hold(entry.subject(), entry.version(), entry.document());
      case JournalRecord.Row row ->
          hold(row.row().subject(), row.row().version(), row.row().document());
      case JournalRecord.Proof(SignedDocument checkpoint) -> {
        if (inSnapshot) {
          snapshotOf = checkpoint;
        } else {
          compare(checkpoint);
        }
      }
      case JournalRecord.End _ -> {
        if (snapshotOf != null) {
          compare(snapshotOf);
        }
      }
      case JournalRecord.Header _ -> {
        // whose file it is
      }
    }
  }

  private void hold(String subject, long version, SignedDocument document) {
    try {
      held.putNewer(subject, version, document.payloadHash());
    } catch (IllegalArgumentException e) {
      // such a subject is in no set: no root will be that of one with it
    }
  }

  private void compare(SignedDocument signed) {
    if (verifier.verify(signed) instanceof VerifiedCheckpoint verified) {
      Checkpoint checkpoint = verified.checkpoint();
      if (checkpoint.root().equals(held.root())) {
        reached = FeedPosition.later(reached, checkpoint.position());
      }
    }
  }
}
