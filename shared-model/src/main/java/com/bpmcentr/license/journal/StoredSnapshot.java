package com.bpmcentr.license.journal;

import com.bpmcentr.license.SignedDocument;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A whole set on disk, which can be read several times. Nothing in it is to be believed yet. */
public final class StoredSnapshot {

  private final StoredFolder folder;
  private final long generation;

  StoredSnapshot(StoredFolder folder, long generation) {
    this.folder = folder;
    this.generation = generation;
  }

  /** The number in the file's name. */
  public long generation() {
    return generation;
  }

  /** The checkpoint that the set is said to match. */
  public SignedDocument checkpoint() throws IOException, DamagedFileException {
    try (StoredFile file = open()) {
      return checkpoint(file);
    }
  }

  /** All rows, from the first on. */
  public Rows rows() throws IOException, DamagedFileException {
    StoredFile file = open();
    boolean begun = false;
    try {
      checkpoint(file);
      begun = true;
      return new Rows(file);
    } finally {
      if (!begun) {
        file.close();
      }
    }
  }

  private StoredFile open() throws IOException, DamagedFileException {
    return new StoredFile(folder, StoredFolder.Kind.SNAPSHOT, generation);
  }

  private static SignedDocument checkpoint(StoredFile file)
      throws IOException, DamagedFileException {
    if (file.next() instanceof JournalRecord.Proof(SignedDocument checkpoint)) {
      return checkpoint;
    }
    throw new DamagedFileException("it has no checkpoint");
  }

  /** A reading of the rows, of which each is read one way or the other. */
  public static final class Rows implements Closeable {

    /** A usual thousand has less than a fifth of it; of the largest, as many would be 12 GB. */
    private static final long BYTES_AT_ONCE = 8 * 1024 * 1024;

    private final StoredFile file;
    private boolean ended;

    private Rows(StoredFile file) {
      this.file = file;
    }

    /**
     * The next rows: at most so many, and no more once they have 8 MiB of payload. None is the end.
     *
     * @throws DamagedFileException when the file ends before its end
     */
    public List<JournalRecord.Row> next(int most) throws IOException, DamagedFileException {
      List<JournalRecord.Row> rows = new ArrayList<>(most);
      long bytes = 0;
      while (!ended && rows.size() < most && bytes < BYTES_AT_ONCE) {
        switch (file.next()) {
          case JournalRecord.Row row -> {
            rows.add(row);
            bytes += row.row().document().payloadLength();
          }
          case JournalRecord.End end -> ended = true;
          case null, default -> throw new DamagedFileException("it is not whole");
        }
      }
      return rows;
    }

    /**
     * What the next rows say of their documents; none is the end.
     *
     * @throws DamagedFileException when the file stops before its end
     */
    public List<JournalRecord.Label> nextLabels(int most) throws IOException, DamagedFileException {
      List<JournalRecord.Label> labels = new ArrayList<>(most);
      while (!ended && labels.size() < most) {
        JournalRecord.Label label = file.nextLabel();
        if (label == null) {
          ended = true;
        } else {
          labels.add(label);
        }
      }
      return labels;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
