package com.bpmcentr.edge.journal;

import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.DamagedFileException;
import com.bpmcentr.license.journal.StoredFolder;
import com.bpmcentr.license.journal.StoredJournals;
import com.bpmcentr.license.journal.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier run of this edge has kept, and the way to go on from it. A folder that cannot be
 * written any more is read all the same: what it says of how far this edge had come still holds.
 */
public final class DiskStore {

  private static final Logger log = LoggerFactory.getLogger(DiskStore.class);

  /** Times the length at which they are made into a snapshot in the background. */
  private static final int FAR_TOO_LONG = 2;

  private final StoredFolder files;
  private final Writing writing;
  private final boolean markLost;
  private final List<SignedDocument> marks;

  private sealed interface Writing {}

  private record Possible(JournalFolder folder, Mark mark) implements Writing {}

  private record Impossible(IOException cause) implements Writing {}

  private DiskStore(
      StoredFolder files, Writing writing, boolean markLost, List<SignedDocument> marks) {
    this.files = files;
    this.writing = writing;
    this.markLost = markLost;
    this.marks = marks;
  }

  /**
   * Opens the folder, and makes it if need be.
   *
   * @param edgeId whose files are read; others' are refused
   * @throws IOException when it cannot be made, or another process has it open
   */
  public static DiskStore open(Path folder, String edgeId) throws IOException {
    PrivateFiles.makeFolder(folder);
    try {
      return openToWrite(JournalFolder.open(folder, edgeId));
    } catch (FolderInUseException e) {
      throw e;
    } catch (IOException e) {
      return openToRead(new StoredFolder(folder, edgeId), e);
    }
  }

  private static DiskStore openToWrite(JournalFolder folder) throws IOException {
    boolean done = false;
    try {
      Mark mark = new Mark(folder.mark());
      List<SignedDocument> marks = mark.read();
      boolean lost = marks.isEmpty() && !(mark.isBlank() && folder.files().snapshots().isEmpty());
      DiskStore store = new DiskStore(folder.files(), new Possible(folder, mark), lost, marks);
      done = true;
      return store;
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  private static DiskStore openToRead(StoredFolder files, IOException why) {
    List<SignedDocument> marks = List.of();
    try {
      marks = Mark.read(JournalFolder.mark(files));
    } catch (IOException e) {
      log.warn("the mark cannot be read: {}", e.getMessage());
    }
    return new DiskStore(files, new Impossible(why), marks.isEmpty(), marks);
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
    return files.snapshots();
  }

  /** What was applied after the snapshot was made. */
  public StoredJournals journalsSince(StoredSnapshot snapshot) throws IOException {
    return files.journalsSince(snapshot);
  }

  /** Keeps a file that is not to be read again for whoever looks into it. */
  public void setAside(StoredSnapshot snapshot) {
    if (!(writing instanceof Possible(JournalFolder folder, Mark mark))) {
      return;
    }
    try {
      folder.setAside(files.file(StoredFolder.Kind.SNAPSHOT, snapshot.generation()));
    } catch (IOException e) {
      // the older one is tried all the same, and this one again at the next start
      log.warn("snapshot {} cannot be set aside: {}", snapshot.generation(), e.getMessage());
    }
  }

  /**
   * Makes journals that are far too long into a snapshot before the edge begins its work. That
   * happens while it works, else; but lives that each end before theirs is made leave more behind
   * than a start may take. Where it fails, the next start has as much to read as this one.
   *
   * @param root of what was read, which ends with a checkpoint
   */
  public void shorten(Hash root) {
    shorten(root, StoredLength.LEAST_BYTES_TO_COMPACT);
  }

  void shorten(Hash root, long leastBytesToCompact) {
    if (!(writing instanceof Possible(JournalFolder folder, Mark mark))) {
      return;
    }
    try {
      StoredLength stored = StoredLength.of(files, 0);
      long most = StoredLength.mostOfJournals(stored.snapshotBytes(), leastBytesToCompact);
      if (stored.journalBytes() >= FAR_TOO_LONG * most) {
        long generation = files.nextGeneration();
        log.info("disk: {} bytes of journals are made into a snapshot", stored.journalBytes());
        new Compaction(folder).run(generation, root);
      }
    } catch (IOException | DamagedFileException e) {
      log.warn("disk: the journals cannot be made shorter: {}", e.getMessage());
    }
  }

  /**
   * Begins to write. It needs a base, unless what was read here is what is held: then {@link
   * Journal#goOn} says so.
   *
   * @param whenKept told of each position that is safe on the disk
   * @param diskAlarm told, in a few words, that the disk fails or hangs
   * @param nanoTime monotonic time in nanoseconds
   * @throws IOException when the folder cannot be written
   */
  public Journal journal(
      Consumer<FeedPosition> whenKept, Consumer<String> diskAlarm, LongSupplier nanoTime)
      throws IOException {
    return journal(whenKept, diskAlarm, nanoTime, StoredLength.LEAST_BYTES_TO_COMPACT);
  }

  Journal journal(
      Consumer<FeedPosition> whenKept,
      Consumer<String> diskAlarm,
      LongSupplier nanoTime,
      long leastBytesToCompact)
      throws IOException {
    return switch (writing) {
      case Possible(JournalFolder folder, Mark mark) ->
          new Journal(folder, mark, whenKept, diskAlarm, nanoTime, leastBytesToCompact);
      case Impossible(IOException cause) -> throw cause;
    };
  }
}
