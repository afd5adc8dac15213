package com.bpmcentr.license.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An edge's own files, written by somebody else. */
class StoredFilesFuzzTest {

  private static final Path FILE = file();

  /** U+FFFD in UTF-8. */
  private static final String SUBSTITUTE = new String("\uFFFD".getBytes(UTF_8), ISO_8859_1);

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
      ByteBuffer again = RecordCodec.encode(record);
      // a text that is no UTF-8 is read with substitutes, and written with them
      if (!new String(again.array(), ISO_8859_1).contains(SUBSTITUTE)) {
        assertThat(again).isEqualTo(ByteBuffer.wrap(bytes));
      }
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
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (FrameReader reader = new FrameReader(FILE)) {
      for (ByteBuffer frame = reader.next(); frame != null; frame = reader.next()) {
        byte[] record = new byte[frame.remaining()];
        frame.get(record);
        decoded(record);
        read.writeBytes(framed(record));
      }
    }
    assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(bytes, read.size()));
  }

  private static byte[] framed(byte[] record) {
    return ByteBuffer.allocate(FrameReader.HEAD_BYTES + record.length)
        .putInt(record.length)
        .putInt(FrameReader.checksum(record.length, ByteBuffer.wrap(record)))
        .put(record)
        .array();
  }

  /** The checksum keeps chance away from the records; somebody who writes the file makes it fit. */
  @FuzzTest
  void frames_anyRecordUnderItsChecksum_isRead(byte[] record) throws IOException {
    if (record.length == 0) {
      return;
    }
    Files.write(FILE, framed(record));
    try (FrameReader reader = new FrameReader(FILE)) {
      assertThat(reader.next()).isEqualTo(ByteBuffer.wrap(record));
      assertThat(reader.next()).isNull();
    }
  }
}
