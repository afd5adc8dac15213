package com.bpmcentr.edge.faults;

import static com.bpmcentr.edge.DiskWorld.NO_DATABASE;
import static com.bpmcentr.edge.DiskWorld.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One bit, anywhere in what an edge has on disk, is another than it was: the edge starts, and
 * either says what was true or refuses. Never is somebody let in whose revocation it had receipted.
 */
class DamagedDiskIT {

  @TempDir private Path temporary;

  private DiskWorld disk;

  @AfterEach
  void stop() {
    disk.close();
  }

  /** Fills the edge's folder with a snapshot, a journal and a mark; "one" is revoked at last. */
  private void keep() {
    disk = new DiskWorld(temporary.resolve("whole"));
    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      FeedPosition last = null;
      for (int version = 2; version < 5; version++) {
        disk.publish("two", version, false);
        last = disk.publish("one", version, version % 2 == 0);
        edge.awaitPosition(last);
      }
      disk.awaitReceipts(last, 1);
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        if (Files.size(file) > 0) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static void flipBit(Path file, long bit) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(bit / 8);
      int value = open.read();
      open.seek(bit / 8);
      open.write(value ^ (1 << (bit % 8)));
    }
  }

  @Test
  void start_anyBitFlipped_servesWhatIsTrueOrRefuses() throws IOException {
    Random random = Soak.random("DamagedDiskIT");
    keep();
    Map<String, byte[]> files = read(disk.folder());
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("snapshot-"));
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("journal-"));
    assertThat(files).containsKey("mark");
    List<String> names = List.copyOf(files.keySet());
    int served = 0;
    int refused = 0;
    int flips = Soak.count(40, 2_000);
    for (int i = 0; i < flips; i++) {
      Path damaged = Files.createDirectories(temporary.resolve("flip-" + i));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(damaged.resolve(file.getKey()), file.getValue());
      }
      // each file as often as the other, however long it is
      String name = names.get(i % names.size());
      long bit = random.nextLong(8L * files.get(name).length);
      flipBit(damaged.resolve(name), bit);
      try (TestEdge edge = disk.start(damaged, NO_DATABASE)) {
        String what = "bit " + bit + " of " + name;
        await(what)
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> edge.health().body().contains("\"feed\":\"disconnected\""));
        boolean ready = edge.health().statusCode() == 200;
        assertThat(code(edge, "one")).as(what).isEqualTo(ready ? "REVOKED" : "NOT_READY");
        if (ready) {
          assertThat(code(edge, "two")).as(what).isEqualTo("VALID");
          served++;
        } else {
          assertThat(edge.health().body()).as(what).doesNotContain("\"lastAlarm\":null");
          refused++;
        }
      }
    }
    System.out.printf("bits flipped: %d, served: %d, refused: %d%n", flips, served, refused);
    assertThat(served).as("what did not matter").isPositive();
    assertThat(refused).as("what mattered").isPositive();
  }
}
