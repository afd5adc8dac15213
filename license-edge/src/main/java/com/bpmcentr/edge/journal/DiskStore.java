package com.bpmcentr.edge.journal;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredJournals;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What an earlier run of this edge has kept, and the way to go on from it. */
public final class DiskStore {

  private final JournalFolder folder;
  private final Mark mark;
  private final boolean markLost;
  private final List<SignedDocument> marks;

  private DiskStore(JournalFolder folder) throws IOException {
    this.folder = folder;
    this.mark = new Mark(folder.mark());
    this.marks = mark.read();
    this.markLost = marks.isEmpty() && !(mark.isBlank() && snapshots().isEmpty());
  }

  /**
   * Opens the folder, and makes it if need be.
   *
   * @param edgeId whose files are read; others' are refused
   * @throws IOException when it cannot be made or written, or another process has it open
   */
  public static DiskStore open(Path folder, String edgeId) throws IOException {
    JournalFolder opened = JournalFolder.open(folder, edgeId);
    boolean done = false;
    try {
      DiskStore store = new DiskStore(opened);
      done = true;
      return store;
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  /** The newest checkpoints that were accepted, as the disk says; newest first, two at most. */
  public List<SignedDocument> marks() {
    return marks;
  }

  /** Whether there should be a mark and none can be read. */
  public boolean isMarkLost() {
    return markLost;
  }

  /** The snapshots that there are, newest first. */
  public List<StoredSnapshot> snapshots() throws IOException {
    return folder.files().snapshots();
  }

  /** What was applied after the snapshot was made. */
  public StoredJournals journalsSince(StoredSnapshot snapshot) throws IOException {
    return folder.files().journalsSince(snapshot);
  }

  /** Keeps a file that is not to be read again for whoever looks into it. */
  public void setAside(StoredSnapshot snapshot) throws IOException {
    folder.setAside(folder.files().file(StoredFolder.Kind.SNAPSHOT, snapshot.generation()));
  }

  /**
   * Begins to write. It needs a base, unless what was read here is what is held: then {@link
   * Journal#goOn} says so.
   *
   * @param whenKept told of each position that is safe on the disk
   * @param diskAlarm told, in a few words, that the disk fails
   * @param nanoTime monotonic time in nanoseconds
   */
  public Journal journal(
      Consumer<FeedPosition> whenKept, Consumer<String> diskAlarm, LongSupplier nanoTime)
      throws IOException {
    return new Journal(folder, mark, whenKept, diskAlarm, nanoTime);
  }
}
