package com.bpmcentr.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.SignedDocument;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file of the high-water mark, written by somebody else. */
class MarkFuzzTest {

  private static final Path FILE = file();
  private static final SignedDocument NEXT =
      new SignedDocument(
          "application/vnd.bpmcentr.checkpoint+json", new byte[] {1}, "k1", new byte[64]);

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
      assertThat(said).hasSizeBetween(0, 2);
      mark.write(NEXT);
      assertThat(mark.read()).containsExactly(NEXT, NEXT);
    }
  }
}
