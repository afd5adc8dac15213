package com.bpmcentr.license.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole files of an edge, written by somebody who makes the checksums fit. An input is records, two
 * bytes of length before each; what is left over at the end stands in the file as it is.
 */
class StoredFolderFuzzTest {

  private static final StoredFolder FOLDER = folder();
  private static final Path SNAPSHOT = FOLDER.file(StoredFolder.Kind.SNAPSHOT, 1);
  private static final Path FIRST_JOURNAL = FOLDER.file(StoredFolder.Kind.JOURNAL, 1);
  private static final Path SECOND_JOURNAL = FOLDER.file(StoredFolder.Kind.JOURNAL, 2);

  private static StoredFolder folder() {
    try {
      Path path = Files.createTempDirectory("folder");
      path.toFile().deleteOnExit();
      return new StoredFolder(path, "e1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    file.toFile().deleteOnExit();
  }

  @FuzzTest
  void snapshot_anyRecords_isReadOrDamaged(byte[] records) throws IOException {
    write(SNAPSHOT, framed(1, records));
    StoredSnapshot snapshot = FOLDER.snapshots().getFirst();

    List<JournalRecord.Row> rows = rows(snapshot);

    if (rows != null) {
      assertThat(hasCheckpoint(snapshot)).isTrue();
      assertThat(labels(snapshot))
          .isEqualTo(
              rows.stream()
                  .map(
                      row ->
                          new JournalRecord.Label(
                              row.row().subject(), row.row().version(), row.payloadHash()))
                  .toList());
    } else {
      // read for itself, a label may be right where its document is not
      labels(snapshot);
      hasCheckpoint(snapshot);
    }
  }

  /** The first journal stands before the second as before a start of the edge. */
  @FuzzTest
  void journals_anyRecords_areReadAsFarAsTheyAreWhole(byte[] records) throws IOException {
    byte[] first = framed(1, records);
    byte[] second = framed(2, records);
    write(FIRST_JOURNAL, first);
    write(SECOND_JOURNAL, second);

    int read = 0;
    try (StoredJournals journals = FOLDER.journals(1, Long.MAX_VALUE)) {
      while (journals.next() != null) {
        read++;
      }
    } catch (DamagedFileException e) {
      // as it should be
    }

    assertThat(read * FrameReader.HEAD_BYTES).isLessThanOrEqualTo(first.length + second.length);
  }

  private static @Nullable List<JournalRecord.Row> rows(StoredSnapshot snapshot)
      throws IOException {
    List<JournalRecord.Row> all = new ArrayList<>();
    try (StoredSnapshot.Rows rows = snapshot.rows()) {
      for (List<JournalRecord.Row> page = rows.next(3); !page.isEmpty(); page = rows.next(3)) {
        all.addAll(page);
      }
      return all;
    } catch (DamagedFileException e) {
      return null;
    }
  }

  private static @Nullable List<JournalRecord.Label> labels(StoredSnapshot snapshot)
      throws IOException {
    List<JournalRecord.Label> all = new ArrayList<>();
    try (StoredSnapshot.Rows rows = snapshot.rows()) {
      for (List<JournalRecord.Label> page = rows.nextLabels(3);
          !page.isEmpty();
          page = rows.nextLabels(3)) {
        all.addAll(page);
      }
      return all;
    } catch (DamagedFileException e) {
      return null;
    }
  }

  private static boolean hasCheckpoint(StoredSnapshot snapshot) throws IOException {
    try {
      return snapshot.checkpoint().payloadLength() >= 0;
    } catch (DamagedFileException e) {
      return false;
    }
  }

  /** The header that belongs there, then the records, each under its checksum. */
  private static byte[] framed(long generation, byte[] records) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    frame(file, RecordCodec.encode(new JournalRecord.Header(FOLDER.edgeId(), generation)));
    ByteBuffer in = ByteBuffer.wrap(records);
    while (in.remaining() > Short.BYTES) {
      int length = in.getShort() & 0xFFFF;
      if (length > in.remaining()) {
        break;
      }
      frame(file, in.slice(in.position(), length));
      in.position(in.position() + length);
    }
    file.write(records, in.position(), in.remaining());
    return file.toByteArray();
  }

  private static void frame(ByteArrayOutputStream file, ByteBuffer record) {
    int length = record.remaining();
    ByteBuffer frame = ByteBuffer.allocate(FrameReader.HEAD_BYTES + length);
    frame.putInt(length).putInt(FrameReader.checksum(length, record.duplicate())).put(record);
    file.writeBytes(frame.array());
  }
}
