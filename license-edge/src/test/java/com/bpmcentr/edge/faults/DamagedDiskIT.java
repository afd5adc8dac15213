package com.bpmcentr.edge.faults;

import static com.bpmcentr.edge.DiskWorld.NO_DATABASE;
import static com.bpmcentr.edge.DiskWorld.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an edge has on disk is not what it has written there: the edge, a process, starts, and
 * either says what was true or refuses, with an alarm, until it has read the database. Never is
 * somebody let in whose revocation it had receipted.
 */
class DamagedDiskIT {

  @TempDir private static Path temporary;

  private static DiskWorld disk;
  private static TestProxy line;

  /** Everybody may come in. */
  private static Path older;

  /** "one" is revoked. */
  private static Path whole;

  private static FeedPosition revoked;

  @BeforeAll
  static void keep() throws IOException {
    whole = temporary.resolve("whole");
    older = temporary.resolve("older");
    disk = new DiskWorld(whole);
    line = new TestProxy(disk.world().databasePort());
    disk.runUntilReceipted(new FeedPosition(1, 3));
    copy(whole, older);
    disk.publish("two", 2, false);
    revoked = disk.publish("one", 2, true);
    disk.runUntilReceipted(revoked);
  }

  @AfterAll
  static void stop() throws IOException {
    disk.close();
    line.close();
  }

  /** What has happened to the folder, and the alarm that tells. */
  private enum Damage {
    SNAPSHOT_TRUNCATED("disk_damaged"),
    SNAPSHOT_BIT_FLIPPED("disk_damaged"),
    JOURNAL_TRUNCATED("disk_behind"),
    JOURNAL_BIT_FLIPPED("disk_behind"),
    OF_AN_OLDER_GENERATION("disk_behind"),
    OF_ANOTHER_EDGE("disk_damaged"),
    SIGNED_WITH_ANOTHER_KEY("disk_refused");

    private final String alarm;

    Damage(String alarm) {
      this.alarm = alarm;
    }

    private void befalls(Path folder) throws IOException {
      switch (this) {
        case SNAPSHOT_TRUNCATED -> cut(newest(folder, "snapshot"));
        case SNAPSHOT_BIT_FLIPPED -> flipBitInTheMiddle(newest(folder, "snapshot"));
        case JOURNAL_TRUNCATED -> cut(newest(folder, "journal"));
        case JOURNAL_BIT_FLIPPED -> flipBitInTheMiddle(newest(folder, "journal"));
        case OF_AN_OLDER_GENERATION -> {
          byte[] mark = Files.readAllBytes(folder.resolve("mark"));
          replace(folder, older);
          Files.write(folder.resolve("mark"), mark);
        }
        case OF_ANOTHER_EDGE -> {
          // it starts under another name
        }
        case SIGNED_WITH_ANOTHER_KEY -> {
          empty(folder);
          forge(folder);
        }
      }
    }
  }

  /** An edge of somebody's who signs with a key of his own, under the name of ours. */
  private static void forge(Path folder) {
    try (DiskWorld forged = new DiskWorld(folder, TestSigner.pretending("k1"))) {
      forged.runUntilReceipted(forged.publish("one", 3, false));
    }
  }

  @ParameterizedTest
  @EnumSource
  void start_damaged_refusesUntilItHasReadTheDatabase(Damage damage) throws IOException {
    Path folder = temporary.resolve(damage.name());
    copy(whole, folder);
    damage.befalls(folder);
    line.begin(TestProxy.Fault.REFUSED);
    String edgeId = damage == Damage.OF_ANOTHER_EDGE ? "e2" : "e1";
    try (TestEdge edge = start(damage, edgeId, folder)) {
      edge.awaitFeed("disconnected");
      assertThat(code(edge, "one")).isEqualTo("NOT_READY");
      assertThat(edge.health().statusCode()).isEqualTo(503);
      assertThat(edge.alarms(damage.alarm)).isPositive();

      line.end();

      edge.awaitReady();
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(code(edge, "two")).isEqualTo("VALID");
      edge.awaitPosition(revoked);
    }
  }

  /** What befalls a journal is met by a program as well in a long run alone. */
  private static TestEdge start(Damage damage, String edgeId, Path folder) {
    String databaseUrl = disk.world().databaseUrlAt(line.port());
    return Soak.isLong() || !damage.name().startsWith("JOURNAL")
        ? disk.startProcess(edgeId, folder, databaseUrl)
        : disk.start(folder, databaseUrl);
  }

  @Test
  void start_anyBitFlipped_servesWhatIsTrueOrRefuses() throws IOException {
    Random random = Soak.random("DamagedDiskIT");
    Map<String, byte[]> files = read(whole);
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("snapshot-"));
    assertThat(files.keySet()).anyMatch(name -> name.startsWith("journal-"));
    assertThat(files).containsKey("mark");
    List<String> names = List.copyOf(files.keySet());
    int served = 0;
    int refused = 0;
    int flips = Soak.count(24, 2_000);
    for (int i = 0; i < flips; i++) {
      Path damaged = temporary.resolve("flip-" + i);
      copy(whole, damaged);
      // each file as often as the other, however long it is
      String name = names.get(i % names.size());
      long bit = random.nextLong(8L * files.get(name).length);
      flipBit(damaged.resolve(name), bit);
      // a process takes a second to start, the same program within this one a twentieth of it: in
      // the long run every tenth round of all the files is of processes
      try (TestEdge edge =
          Soak.isLong() && i / names.size() % 10 == 0
              ? disk.startProcess("e1", damaged, NO_DATABASE)
              : disk.start(damaged, NO_DATABASE)) {
        String what = "bit " + bit + " of " + name;
        edge.awaitFeed("disconnected");
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

  /** Nothing in it says that there was more: that is for the database to say, and for the age. */
  @Test
  void start_wholeFolderSetBackWithItsMark_firstAnswerIsTheDatabases() throws IOException {
    Path folder = setBack("set-back-with-database");
    try (EdgeProcess edge = disk.startProcess("e1", folder, disk.databaseUrl())) {
      String firstAnswer =
          await()
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(1))
              .until(() -> code(edge, "one"), code -> !code.equals("NOT_READY"));

      assertThat(firstAnswer).isEqualTo("REVOKED");
      edge.awaitPosition(revoked);
    }
  }

  @Test
  void start_wholeFolderSetBackWithItsMark_withoutDatabaseIsAsOldAsItSaysAndNoLonger()
      throws IOException {
    Duration within = ConnectorPolicy.DEFAULT_MAX_STALENESS.minusHours(1);
    line.begin(TestProxy.Fault.REFUSED);
    try (TestEdge edge = startLater(within, setBack("set-back"))) {
      edge.awaitFeed("disconnected");
      assertThat(code(edge, "one")).isEqualTo("VALID");
      assertThat(age(edge)).isBetween(within, within.plusMinutes(30));

      line.end();

      edge.awaitCode("REVOKED", "bpm_prod_one", "rozetka", "1");
    }
    Duration past = ConnectorPolicy.DEFAULT_MAX_STALENESS.plusHours(1);
    line.begin(TestProxy.Fault.REFUSED);
    try (TestEdge edge = startLater(past, setBack("set-back-for-long"))) {
      edge.awaitFeed("disconnected");
      assertThat(code(edge, "one")).isEqualTo("STALE");
      assertThat(age(edge)).isBetween(past, past.plusMinutes(30));
      assertThat(edge.code("bpm_prod_one", "rozetka", "2")).isEqualTo("ACCOUNT_MISMATCH");

      line.end();

      edge.awaitCode("REVOKED", "bpm_prod_one", "rozetka", "1");
    }
  }

  /** The folder as it was before the revocation, mark and all. */
  private static Path setBack(String name) throws IOException {
    Path folder = temporary.resolve(name);
    copy(older, folder);
    return folder;
  }

  private static TestEdge startLater(Duration later, Path folder) {
    return disk.start(folder, urlOfTheLine(), Clock.offset(Clock.systemUTC(), later));
  }

  private static String urlOfTheLine() {
    return disk.world().databaseUrlAt(line.port());
  }

  private static Duration age(TestEdge edge) {
    return Duration.ofSeconds(
        edge.verify("bpm_prod_one", "rozetka", "1")
            .headers()
            .firstValueAsLong("License-Age")
            .orElseThrow());
  }

  private static Path newest(Path folder, String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(kind + "-[0-9]+"))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  private static void cut(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() / 2);
    }
  }

  private static void flipBitInTheMiddle(Path file) throws IOException {
    flipBit(file, 4 * Files.size(file));
  }

  private static void flipBit(Path file, long bit) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(bit / 8);
      int value = open.read();
      open.seek(bit / 8);
      open.write(value ^ (1 << (bit % 8)));
    }
  }

  private static void replace(Path folder, Path by) throws IOException {
    empty(folder);
    copy(by, folder);
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
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
}
