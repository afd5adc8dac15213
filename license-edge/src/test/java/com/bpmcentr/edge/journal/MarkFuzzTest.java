package com.bpmcentr.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.FrameReader;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of the high-water mark, written by somebody else. */
class MarkFuzzTest {

  private static final Path FILE = file();
  private static final SignedDocument NEXT =
      new SignedDocument(
          "application/vnd.bpmcentr.checkpoint+json", new byte[] {1}, "k1", new byte[64]);
  private static final int SLOT_BYTES = 16 * 1024;
  private static final int HEAD_BYTES = 2 * Integer.BYTES;

  private static Path file() {
    try {
      Path file = Files.createTempFile("mark", ".fuzz");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void read_anyFile_saysSomethingOrNothingAndTakesTheNextMark(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try (Mark mark = new Mark(FILE)) {
      List<SignedDocument> said = mark.read();
      assertThat(said).hasSizeLessThanOrEqualTo(wholeSlots(bytes));
      mark.write(NEXT);
      assertThat(mark.read()).containsExactly(NEXT, NEXT);
    }
  }

  /** How many slots are as they were written. */
  private static int wholeSlots(byte[] file) {
    int whole = 0;
    for (int start = 0;
        start <= SLOT_BYTES && start + HEAD_BYTES <= file.length;
        start += SLOT_BYTES) {
      int end = Math.min(start + SLOT_BYTES, file.length);
      ByteBuffer slot = ByteBuffer.wrap(file, start, end - start);
      int length = slot.getInt();
      int checksum = slot.getInt();
      if (length >= 0
          && length <= slot.remaining()
          && FrameReader.checksum(length, slot.slice(slot.position(), length)) == checksum) {
        whole++;
      }
    }
    return whole;
  }
}
