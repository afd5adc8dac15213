package com.bpmcentr.edge.journal;

import com.bpmcentr.license.journal.FrameReader;
import com.bpmcentr.license.journal.JournalRecord;
import com.bpmcentr.license.journal.RecordCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes records to a file from its beginning, each in a frame: its length, the CRC-32C of length
 * and bytes, its bytes. What has been written is safe from a crash of the machine after {@link
 * #force()}.
 */
final class FrameWriter implements Closeable {

  private static final int BUFFER_BYTES = 1024 * 1024;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long bytes;

  private FrameWriter(FileChannel file) {
    this.file = file;
  }

  /** A writer of a file that does not exist yet. */
  static FrameWriter create(Path path) throws IOException {
    return new FrameWriter(
        PrivateFiles.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** A writer of a file of which nothing counts that is in it. */
  static FrameWriter beginAgain(Path path) throws IOException {
    return new FrameWriter(
        PrivateFiles.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE));
  }

  void write(JournalRecord record) throws IOException {
    write(RecordCodec.encode(record));
  }

  /** Writes a record by its bytes. */
  void write(ByteBuffer record) throws IOException {
    int length = record.remaining();
    if (buffer.remaining() < FrameReader.HEAD_BYTES) {
      drain();
    }
    buffer.putInt(length).putInt(FrameReader.checksum(length, record.duplicate()));
    if (length <= buffer.remaining()) {
      buffer.put(record);
    } else {
      drain();
      writeFully(record);
    }
    bytes += FrameReader.HEAD_BYTES + length;
  }

  /** How many bytes have been written. */
  long bytes() {
    return bytes;
  }

  /** Brings all that has been written to the disk. */
  void force() throws IOException {
    drain();
    file.force(false);
  }

  private void drain() throws IOException {
    buffer.flip();
    writeFully(buffer);
    buffer.clear();
  }

  private void writeFully(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      file.write(source);
    }
  }

  /** Closes the file as it is; what has not been forced may be missing from it. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
