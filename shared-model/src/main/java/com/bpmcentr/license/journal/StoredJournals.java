package com.bpmcentr.license.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journals since a snapshot, one record after the other. Where one of them is torn, the next
 * goes on: it was begun by an edge that had read as far as that.
 */
public final class StoredJournals implements Closeable {

  private final StoredFolder folder;
  private final Iterator<Long> generations;
  private @Nullable StoredFile file;

  StoredJournals(StoredFolder folder, List<Long> generations) {
    this.folder = folder;
    this.generations = generations.iterator();
  }

  /**
   * The next record; null at the end of the last journal.
   *
   * @throws DamagedFileException when a file is none of this edge, or a record is none
   */
  public @Nullable JournalRecord next() throws IOException, DamagedFileException {
    while (true) {
      JournalRecord next = file == null ? null : file.next();
      if (next != null) {
        return next;
      }
      close();
      if (!generations.hasNext()) {
        return null;
      }
      long generation = generations.next();
      file = new StoredFile(folder, StoredFolder.Kind.JOURNAL, generation);
    }
  }

  @Override
  public void close() throws IOException {
    StoredFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
