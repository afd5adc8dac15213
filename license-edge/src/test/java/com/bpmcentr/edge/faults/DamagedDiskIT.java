package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
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

  private static final String NO_DATABASE = "postgresql://nobody:none@127.0.0.1:1/nowhere";

  private final TestWorld world = new TestWorld();

  @TempDir private Path disk;

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(String name, long version, boolean revoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + name, "rozetka").account("1").endsIn(Duration.ofDays(99));
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  private TestEdge start(Path folder, String databaseUrl) {
    Map<String, String> settings = world.environment("e1", databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", folder.toString());
    return world.startEdge(settings, Clock.systemUTC(), System::nanoTime);
  }

  private boolean isReceipted(FeedPosition position) throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from receipt where seq = " + position.seq())) {
      rows.next();
      return rows.getLong(1) > 0;
    }
  }

  private void keep(Path folder) {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            customer("one", 1, false),
            customer("two", 1, false));
    try (TestEdge edge = start(folder, world.databaseUrl()).awaitReady()) {
      FeedPosition last = null;
      for (int version = 2; version < 5; version++) {
        world.publisher().publish(customer("two", version, false));
        last = world.publisher().publish(customer("one", version, version % 2 == 0));
        edge.awaitPosition(last);
      }
      FeedPosition revoked = last;
      await().atMost(Duration.ofSeconds(10)).until(() -> isReceipted(revoked));
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
    Path whole = disk.resolve("whole");
    keep(whole);
    Map<String, byte[]> files = read(whole);
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("snapshot-"));
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("journal-"));
    assertThat(files).containsKey("mark");
    List<String> names = List.copyOf(files.keySet());
    int served = 0;
    int refused = 0;
    int flips = Soak.count(40, 2_000);
    for (int i = 0; i < flips; i++) {
      Path damaged = Files.createDirectories(disk.resolve("flip-" + i));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(damaged.resolve(file.getKey()), file.getValue());
      }
      // each file as often as the other, however long it is
      String name = names.get(i % names.size());
      long bit = random.nextLong(8L * files.get(name).length);
      flipBit(damaged.resolve(name), bit);
      try (TestEdge edge = start(damaged, NO_DATABASE)) {
        String what = "bit " + bit + " of " + name;
        await(what)
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .until(() -> edge.health().body().contains("\"feed\":\"disconnected\""));
        boolean ready = edge.health().statusCode() == 200;
        assertThat(edge.code("bpm_prod_one", "rozetka", "1"))
            .as(what)
            .isEqualTo(ready ? "REVOKED" : "NOT_READY");
        if (ready) {
          assertThat(edge.code("bpm_prod_two", "rozetka", "1")).as(what).isEqualTo("VALID");
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
