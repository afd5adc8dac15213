package com.bpmcentr.license.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A file of this package, record by record. Nothing that it says is to be believed yet. */
final class StoredFile implements Closeable {

  private final FrameReader frames;

  /**
   * Opens a file.
   *
   * @throws DamagedFileException when it does not begin as a file of this generation, or is of
   *     another edge
   */
  StoredFile(StoredFolder folder, StoredFolder.Kind kind, long generation)
      throws IOException, DamagedFileException {
    frames = new FrameReader(folder.file(kind, generation));
    boolean opened = false;
    try {
      JournalRecord first = next();
      // a crash may have come before the first record was whole: such a file says nothing
      if (first != null && !first.equals(new JournalRecord.Header(folder.edgeId(), generation))) {
        throw new DamagedFileException(
            "it does not begin as a file of this edge and of this name does");
      }
      opened = true;
    } finally {
      if (!opened) {
        frames.close();
      }
    }
  }

  /** The next record; null at the end, and at the first place that is not whole. */
  @Nullable JournalRecord next() throws IOException, DamagedFileException {
    ByteBuffer record = frames.next();
    return record == null ? null : RecordCodec.decode(record);
  }

  /**
   * What the next row says of its document; null at the end.
   *
   * @throws DamagedFileException when the file stops before its end
   */
  JournalRecord.@Nullable Label nextLabel() throws IOException, DamagedFileException {
    ByteBuffer record = frames.next();
    if (record == null) {
      throw new DamagedFileException("it is not whole");
    }
    return RecordCodec.decodeLabel(record);
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
