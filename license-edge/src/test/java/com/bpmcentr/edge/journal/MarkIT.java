package com.bpmcentr.edge.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.TestFiles;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.replica.DiskReading;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.PayloadType;
import com.bpmcentr.license.SignedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One place of a disk rots, and the mark says what it said. */
class MarkIT {

  private static final int SLOT_BYTES = 16 * 1024;

  @TempDir private Path disk;

  private static SignedDocument checkpoint(String text) {
    return new SignedDocument(
        PayloadType.CHECKPOINT.mediaType(), text.getBytes(UTF_8), "k1", new byte[64]);
  }

  @Test
  void read_anyByteRotten_newestIsRead() throws IOException {
    Path file = disk.resolve("mark");
    try (Mark mark = new Mark(file)) {
      mark.read();
      mark.write(checkpoint("older"));
      mark.write(checkpoint("newest"));
    }
    byte[] bytes = Files.readAllBytes(file);
    int written = bytes.length - SLOT_BYTES;
    for (int slot : List.of(0, SLOT_BYTES)) {
      for (int place = slot; place < slot + written; place++) {
        byte[] rotten = bytes.clone();
        rotten[place] ^= 1;
        Files.write(file, rotten);

        assertThat(Mark.read(file).getFirst()).isEqualTo(checkpoint("newest"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void read_slotRottenAndEndOfTheJournalLost_nothingIsServed(int slot) throws Exception {
    TestSigner signer = new TestSigner("k1");
    TestFeed feed = new TestFeed(signer);
    Path folder = disk.resolve("edge");
    BlockingQueue<FeedPosition> kept = new LinkedBlockingQueue<>();
    try (Journal journal =
            DiskStore.open(folder, "e1").journal(kept::add, alarm -> {}, System::nanoTime);
        DiskReading reading =
            new DiskReading(TestFiles.keyring(disk, signer.keyringEntry("active")))) {
      feed.publish(DiskWorld.customer("one", 1, false));
      try (ChangeLog.Base base = journal.beginBase(feed.checkpoint(), feed.position())) {
        base.add(feed.current());
        base.seal();
      }
      assertThat(kept.poll(20, TimeUnit.SECONDS)).isEqualTo(feed.position());
      journal.applied(feed.publish(DiskWorld.customer("one", 2, true)));
      journal.accepted(feed.checkpoint(), feed.position(), feed.root());
      assertThat(kept.poll(20, TimeUnit.SECONDS)).isEqualTo(feed.position());
      journal.close();
      rot(folder.resolve("mark"), slot);
      assertThat(reading.read(folder, "e1"))
          .isEqualTo(new DiskReading.Found(feed.position(), true));
      Path written = folder.resolve("journal-000000000001");
      byte[] bytes = Files.readAllBytes(written);
      Files.write(written, Arrays.copyOf(bytes, bytes.length / 2));

      assertThat(reading.read(folder, "e1"))
          .isEqualTo(new DiskReading.Found(new FeedPosition(1, 1), false));
    }
  }

  private static void rot(Path mark, int slot) throws IOException {
    byte[] bytes = Files.readAllBytes(mark);
    bytes[slot * SLOT_BYTES + 100] ^= 1;
    Files.write(mark, bytes);
  }
}
