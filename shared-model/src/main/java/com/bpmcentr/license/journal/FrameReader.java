package com.bpmcentr.license.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a file in order, up to the first that is not whole. Whether that is where a
 * crash tore the last write or where something was damaged cannot be seen here: how far it should
 * go is for its reader to know.
 */
public final class FrameReader implements Closeable {

  /** Length and checksum before each record. */
  public static final int HEAD_BYTES = 2 * Integer.BYTES;

  private static final int BUFFER_BYTES = 1024 * 1024;

  private final FileChannel file;
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

  /** Opens a file. */
  public FrameReader(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ);
  }

  /**
   * The next record's bytes, which the following call overwrites; null at the end, and at the first
   * frame that is not whole.
   */
  public @Nullable ByteBuffer next() throws IOException {
    if (!has(HEAD_BYTES)) {
      return null;
    }
    int length = buffer.getInt(buffer.position());
    int checksum = buffer.getInt(buffer.position() + Integer.BYTES);
    if (length < 1 || length > RecordCodec.MOST_BYTES || !has(HEAD_BYTES + length)) {
      return null;
    }
    ByteBuffer record = buffer.slice(buffer.position() + HEAD_BYTES, length);
    if (checksum(length, record.duplicate()) != checksum) {
      return null;
    }
    buffer.position(buffer.position() + HEAD_BYTES + length);
    return record;
  }

  /** Whether the file ends where the last record does; to be asked once there is no next. */
  public boolean isAtEnd() throws IOException {
    return !has(1);
  }

  /** The checksum of a frame: CRC-32C (RFC 3720, appendix B.4) over length and record. */
  public static int checksum(int length, ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(length >>> 24);
    crc.update(length >>> 16);
    crc.update(length >>> 8);
    crc.update(length);
    crc.update(record);
    return (int) crc.getValue();
  }

  /** Whether so many bytes stand in the buffer, after reading on if need be. */
  private boolean has(int wanted) throws IOException {
    if (buffer.remaining() >= wanted) {
      return true;
    }
    if (buffer.capacity() < wanted) {
      buffer = ByteBuffer.allocate(wanted + BUFFER_BYTES).put(buffer);
    } else {
      buffer.compact();
    }
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // until the buffer is full or the file is at its end
    }
    buffer.flip();
    return buffer.remaining() >= wanted;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
