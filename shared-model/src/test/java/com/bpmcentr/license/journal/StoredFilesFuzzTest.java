package com.bpmcentr.license.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** An edge's own files, written by somebody else. */
class StoredFilesFuzzTest {

  private static final Path FILE = file();

  private static Path file() {
    try {
      Path file = Files.createTempFile("frames", ".fuzz");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void record_anyBytes_isReadOrDamaged(byte[] bytes) {
    JournalRecord record = decoded(bytes);
    if (record != null) {
      assertThat(RecordCodec.encode(record).remaining()).isPositive();
    }
    if (record instanceof JournalRecord.Row row) {
      assertThat(label(bytes))
          .isEqualTo(
              new JournalRecord.Label(row.row().subject(), row.row().version(), row.payloadHash()));
    }
  }

  private static JournalRecord decoded(byte[] bytes) {
    try {
      return RecordCodec.decode(ByteBuffer.wrap(bytes));
    } catch (DamagedFileException e) {
      return null;
    }
  }

  private static JournalRecord.Label label(byte[] bytes) {
    try {
      return RecordCodec.decodeLabel(ByteBuffer.wrap(bytes));
    } catch (DamagedFileException e) {
      return null;
    }
  }

  @FuzzTest
  void frames_anyFile_areReadAsFarAsTheyAreWhole(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    int read = 0;
    try (FrameReader reader = new FrameReader(FILE)) {
      for (ByteBuffer frame = reader.next(); frame != null; frame = reader.next()) {
        read += FrameReader.HEAD_BYTES + frame.remaining();
        byte[] record = new byte[frame.remaining()];
        frame.get(record);
        decoded(record);
      }
    }
    assertThat(read).isBetween(0, bytes.length);
  }

  /** The checksum keeps chance away from the records; somebody who writes the file makes it fit. */
  @FuzzTest
  void frames_anyRecordUnderItsChecksum_isRead(byte[] record) throws IOException {
    if (record.length == 0) {
      return;
    }
    ByteBuffer file = ByteBuffer.allocate(FrameReader.HEAD_BYTES + record.length);
    file.putInt(record.length);
    file.putInt(FrameReader.checksum(record.length, ByteBuffer.wrap(record)));
    file.put(record);
    Files.write(FILE, file.array());
    try (FrameReader reader = new FrameReader(FILE)) {
      assertThat(reader.next()).isEqualTo(ByteBuffer.wrap(record));
      assertThat(reader.next()).isNull();
    }
  }
}
