package com.bpmcentr.edge.journal;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.JournalRecord.Proof;
import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredFolder.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in writing: the journal that is appended to, the mark, and a snapshot on its way. After
 * an {@link IOException} of the journal, what was being written goes to a new one: what the old one
 * holds of it does no harm there, as a reader skips what it has already.
 */
final class JournalWriter implements Closeable {

  private final JournalFolder folder;
  private final StoredFolder files;
  private final Mark mark;

  /** The highest that has been given. */
  private long generation;

  private @Nullable FrameWriter journal;
  private long journalGeneration;

  /** A journal that was begun here, and given up before anything in it counted; 0 for none. */
  private long unused;

  /** Bytes in all journals since the newest snapshot, without the one in writing. */
  private long bytesBefore;

  private long newestSnapshot;
  private long snapshotBytes;

  private @Nullable FeedPosition lastProof;
  private long snapshotGeneration;
  private @Nullable FrameWriter snapshot;

  JournalWriter(JournalFolder folder, Mark mark) throws IOException {
    this.folder = folder;
    this.files = folder.files();
    this.mark = mark;
    this.generation = files.nextGeneration() - 1;
  }

  /** Bytes of the newest snapshot. */
  long snapshotBytes() {
    return snapshotBytes;
  }

  /** The generation of the newest snapshot. */
  long newestSnapshot() {
    return newestSnapshot;
  }

  /** Whether the next start may find a set to begin with, one that this start refused too. */
  boolean hasSnapshot() throws IOException {
    return !files.generations(Kind.SNAPSHOT).isEmpty();
  }

  /** Counts the newest snapshot and the journals since. */
  void countBytes() throws IOException {
    StoredLength stored = StoredLength.of(files, journal == null ? 0 : journalGeneration);
    newestSnapshot = stored.snapshot();
    snapshotBytes = stored.snapshotBytes();
    bytesBefore = stored.journalBytes();
  }

  /** Appends records and forces them. */
  void append(List<Journal.Told> records) throws IOException {
    boolean done = false;
    try {
      FrameWriter file = journal == null ? begin() : journal;
      for (Journal.Told told : records) {
        if (told instanceof Journal.Proven(Journal.Seen seen, Hash root)) {
          // of an idle head, which is signed anew every few seconds, one is enough
          if (seen.position().equals(lastProof)) {
            continue;
          }
          lastProof = seen.position();
        }
        file.write(told.record());
      }
      file.force();
      unused = 0;
      done = true;
    } finally {
      if (!done) {
        abandonJournal();
      }
    }
  }

  /** Moves the mark to a checkpoint, which bars whatever of the disk ends before it. */
  void mark(SignedDocument checkpoint) throws IOException {
    mark.write(checkpoint);
  }

  /** Ends the journal in writing; the next record begins another, of the generation returned. */
  long rotate() throws IOException {
    if (journal != null) {
      bytesBefore += journal.bytes();
      journal.close();
      journal = null;
    }
    begin();
    return journalGeneration;
  }

  /** Bytes of the journals since the newest snapshot. */
  long bytes() {
    return bytesBefore + (journal == null ? 0 : journal.bytes());
  }

  /** The next checkpoint is written, whatever the position of the one before. */
  void forgetLastProof() {
    lastProof = null;
  }

  void beginSnapshot(SignedDocument checkpoint) throws IOException {
    forgetSnapshot();
    snapshotGeneration = ++generation;
    FrameWriter file = FrameWriter.create(folder.unfinishedSnapshot(snapshotGeneration));
    snapshot = file;
    file.write(new JournalRecord.Header(files.edgeId(), snapshotGeneration));
    file.write(new Proof(checkpoint));
  }

  void addToSnapshot(List<CurrentDocument> rows) throws IOException {
    if (snapshot != null) {
      for (CurrentDocument row : rows) {
        snapshot.write(new JournalRecord.Row(row));
      }
    }
  }

  /** Ends the snapshot, and with it all that was written before. */
  void finishSnapshot(SignedDocument checkpoint) throws IOException {
    FrameWriter file = snapshot;
    if (file == null) {
      throw new IOException("no snapshot has been begun");
    }
    file.write(new JournalRecord.End());
    file.force();
    file.close();
    snapshot = null;
    abandonJournal();
    folder.finishSnapshot(snapshotGeneration);
    newestSnapshot = snapshotGeneration;
    folder.deleteOld();
    // the journal that follows a snapshot has its number
    generation = snapshotGeneration - 1;
    unused = 0;
    begin();
    countBytes();
    mark.write(checkpoint);
  }

  void forgetSnapshot() throws IOException {
    FrameWriter file = snapshot;
    if (file != null) {
      snapshot = null;
      file.close();
      folder.unfinishedSnapshot(snapshotGeneration);
    }
  }

  /**
   * Begins a journal: one more, or again the one that was of no use, so that a full disk that takes
   * names and nothing else is not filled with them.
   */
  private FrameWriter begin() throws IOException {
    lastProof = null;
    FrameWriter file;
    if (unused == 0) {
      generation++;
      file = FrameWriter.create(files.file(Kind.JOURNAL, generation));
      unused = generation;
    } else {
      file = FrameWriter.beginAgain(files.file(Kind.JOURNAL, unused));
    }
    journalGeneration = unused;
    boolean done = false;
    try {
      file.write(new JournalRecord.Header(files.edgeId(), journalGeneration));
      folder.force();
      done = true;
    } finally {
      if (!done) {
        // nothing may be receipted that is in a file whose name may be gone after a crash
        file.close();
      }
    }
    journal = file;
    return file;
  }

  private void abandonJournal() throws IOException {
    FrameWriter file = journal;
    journal = null;
    if (file != null) {
      bytesBefore += unused == 0 ? file.bytes() : 0;
      file.close();
    }
  }

  @Override
  public void close() throws IOException {
    abandonJournal();
    forgetSnapshot();
    mark.close();
  }
}
