package com.bpmcentr.license.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.license.CurrentDocument;
import com.bpmcentr.license.SignedDocument;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A snapshot after whatever a disk may do to it. */
class StoredSnapshotDamageTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A record may be so long, whatever the file says of it; some buffers come to it. */
  private static final long MOST_ALLOCATED = RecordCodec.MOST_BYTES + 8L * 1024 * 1024;

  private static final SignedDocument DOCUMENT =
      new SignedDocument("a type of its own", new byte[] {1, 2, 3}, "k1", new byte[64]);

  private static final List<JournalRecord.Row> ROWS =
      List.of(row("customer:a", 1), row("customer:b", 2), row("connector:c", 3));

  private static final byte[] SNAPSHOT = snapshot();

  private static JournalRecord.Row row(String subject, long version) {
    return new JournalRecord.Row(new CurrentDocument(subject, false, version, DOCUMENT));
  }

  private static byte[] snapshot() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    frame(file, new JournalRecord.Header("e1", 1));
    frame(file, new JournalRecord.Proof(DOCUMENT));
    ROWS.forEach(row -> frame(file, row));
    frame(file, new JournalRecord.End());
    return file.toByteArray();
  }

  private static void frame(ByteArrayOutputStream file, JournalRecord record) {
    ByteBuffer bytes = RecordCodec.encode(record);
    int length = bytes.remaining();
    ByteBuffer frame = ByteBuffer.allocate(FrameReader.HEAD_BYTES + length);
    frame.putInt(length).putInt(FrameReader.checksum(length, bytes.duplicate())).put(bytes);
    file.writeBytes(frame.array());
  }

  /** A checksum of 32 bits misses one damage in four thousand million; these are few. */
  @Property(tries = 300)
  void read_afterAnyDamage_givesWhatWasWrittenOrIsDamaged(@ForAll Random random)
      throws IOException {
    byte[] file = SNAPSHOT;
    for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
      file = damaged(file, random);
    }
    Path folder = Files.createTempDirectory("damage");
    Path path = new StoredFolder(folder, "e1").file(StoredFolder.Kind.SNAPSHOT, 1);
    try {
      Files.write(path, file);
      long before = THREADS.getCurrentThreadAllocatedBytes();

      List<JournalRecord.Row> read = read(new StoredFolder(folder, "e1").snapshots().getFirst());

      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
      assertThat(ROWS).containsAll(read);
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  /** The rows up to where the file is damaged. */
  private static List<JournalRecord.Row> read(StoredSnapshot snapshot) throws IOException {
    List<JournalRecord.Row> all = new ArrayList<>();
    try (StoredSnapshot.Rows rows = snapshot.rows()) {
      for (List<JournalRecord.Row> page = rows.next(1); !page.isEmpty(); page = rows.next(1)) {
        all.addAll(page);
      }
    } catch (DamagedFileException e) {
      // what was read before must be right all the same
    }
    return all;
  }

  private static byte[] damaged(byte[] file, Random random) {
    int at = random.nextInt(file.length + 1);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(file, at);
      case 1 ->
          joined(
              file, Arrays.copyOfRange(SNAPSHOT, random.nextInt(SNAPSHOT.length), SNAPSHOT.length));
      case 2 ->
          joined(Arrays.copyOf(file, at), bytes(random), Arrays.copyOfRange(file, at, file.length));
      case 3 -> withLength(file, random);
      default -> {
        byte[] changed = file.clone();
        for (int i = 0; i < 1 + random.nextInt(4) && changed.length > 0; i++) {
          changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
        }
        yield changed;
      }
    };
  }

  /** A length that lies: of the first record, or of any place that may be one. */
  private static byte[] withLength(byte[] file, Random random) {
    byte[] changed = file.clone();
    if (changed.length >= Integer.BYTES) {
      int at = random.nextBoolean() ? 0 : random.nextInt(changed.length - Integer.BYTES + 1);
      int[] lies = {Integer.MAX_VALUE, -1, RecordCodec.MOST_BYTES, RecordCodec.MOST_BYTES + 1, 0};
      ByteBuffer.wrap(changed).putInt(at, lies[random.nextInt(lies.length)]);
    }
    return changed;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
