package com.bpmcentr.edge.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that starts from its own disk, with a database and without, whole files and damaged. */
class DiskStartIT {

  private static final String NO_DATABASE = "postgresql://nobody:none@127.0.0.1:1/nowhere";

  private final TestWorld world = new TestWorld();

  @TempDir private Path disk;

  @BeforeEach
  void publish() {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            customer("one", 1, false),
            customer("two", 1, false));
  }

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

  private TestEdge start(String databaseUrl) {
    return start("e1", databaseUrl, Clock.systemUTC());
  }

  private TestEdge start(String edgeId, String databaseUrl, InstantSource clock) {
    Map<String, String> settings = world.environment(edgeId, databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", disk.resolve("edge").toString());
    return world.startEdge(settings, clock, System::nanoTime);
  }

  /** Runs an edge until it has receipted the position. */
  private void runUntilReceipted(FeedPosition position) {
    try (TestEdge edge = start(world.databaseUrl())) {
      edge.awaitPosition(position);
      await().atMost(Duration.ofSeconds(10)).until(() -> isReceipted(position));
    }
  }

  private boolean isReceipted(FeedPosition position) throws SQLException {
    return receipts(position) > 0;
  }

  private long receipts(FeedPosition position) throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from receipt where seq = " + position.seq())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Path newest(String kind) throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("edge"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(kind + "-[0-9]+"))
          .sorted()
          .reduce((older, newer) -> newer)
          .orElseThrow();
    }
  }

  private static void flipByte(Path file, long at) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int value = open.read();
      open.seek(at);
      open.write(value ^ 0x10);
    }
  }

  private static void cut(Path file, long to) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(to);
    }
  }

  @Test
  void start_withoutDatabase_servesAllThatWasReceipted() {
    runUntilReceipted(new FeedPosition(1, 3));
    FeedPosition revoked = world.publisher().publish(customer("one", 2, true));
    runUntilReceipted(revoked);

    TestEdge edge = start(NO_DATABASE).awaitReady();

    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("VALID");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + revoked + "\"", "\"rootMatches\":true", "\"lastAlarm\":null");
  }

  @Test
  void start_manyRunsWithChanges_eachGoesOnFromTheOneBefore() {
    for (int version = 2; version < 8; version++) {
      runUntilReceipted(world.publisher().publish(customer("one", version, version % 2 == 1)));
    }

    TestEdge edge = start(NO_DATABASE).awaitReady();

    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"position\":\"1-9\"", "\"lastAlarm\":null");
  }

  @Test
  void start_databaseIsThere_followsFromTheDisk() {
    runUntilReceipted(new FeedPosition(1, 3));
    FeedPosition revoked = world.publisher().publish(customer("one", 2, true));

    TestEdge edge = start(world.databaseUrl());

    edge.awaitPosition(revoked);
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void start_nothingHasChanged_isReceiptedByThisRunToo() {
    runUntilReceipted(new FeedPosition(1, 3));

    start(world.databaseUrl()).awaitReady();

    await().atMost(Duration.ofSeconds(10)).until(() -> receipts(new FeedPosition(1, 3)) == 2);
  }

  @Test
  void start_snapshotBitFlippedWithoutDatabase_alarmsAndDoesNotServe() throws IOException {
    runUntilReceipted(new FeedPosition(1, 3));
    Path snapshot = newest("snapshot");
    flipByte(snapshot, Files.size(snapshot) / 2);

    TestEdge edge = start(NO_DATABASE);

    edge.awaitAlarm("disk_damaged");
    edge.awaitAlarm("disk_behind");
    assertThat(edge.health().statusCode()).isEqualTo(503);
  }

  @Test
  void start_snapshotTruncated_readsTheDatabaseAndWritesANewOne() throws IOException {
    runUntilReceipted(new FeedPosition(1, 3));
    cut(newest("snapshot"), 1000);

    try (TestEdge edge = start(world.databaseUrl()).awaitReady()) {
      edge.awaitAlarm("disk_damaged");
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("VALID");
      await().atMost(Duration.ofSeconds(10)).until(() -> Files.size(newest("snapshot")) > 1000);
    }
    assertThat(start(NO_DATABASE).awaitReady().health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void start_receiptedEndOfJournalCutOff_servesNothingUntilItHasCaughtUp() throws IOException {
    runUntilReceipted(new FeedPosition(1, 3));
    runUntilReceipted(world.publisher().publish(customer("one", 2, true)));
    Path journal = newest("journal");
    cut(journal, Files.size(journal) / 2);

    try (TestEdge edge = start(NO_DATABASE)) {
      edge.awaitAlarm("disk_behind");
      assertThat(edge.health().statusCode()).isEqualTo(503);
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("NOT_READY");
    }
    TestEdge edge = start(world.databaseUrl()).awaitReady();
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void start_endOfJournalTorn_isCutOffWithoutAlarm() throws IOException {
    runUntilReceipted(new FeedPosition(1, 3));
    runUntilReceipted(world.publisher().publish(customer("one", 2, true)));
    Path journal = newest("journal");
    Files.write(journal, "half of a rec".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);

    TestEdge edge = start(NO_DATABASE).awaitReady();

    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void start_folderReplacedByOlderOneButTheMarkKept_servesNothing() throws IOException {
    runUntilReceipted(new FeedPosition(1, 3));
    Path older = disk.resolve("older");
    copy(disk.resolve("edge"), older);
    runUntilReceipted(world.publisher().publish(customer("one", 2, true)));
    Files.copy(
        disk.resolve("edge").resolve("mark"),
        older.resolve("mark"),
        StandardCopyOption.REPLACE_EXISTING);
    replaceBy(older);

    TestEdge edge = start(NO_DATABASE);

    edge.awaitAlarm("disk_behind");
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("NOT_READY");
  }

  @Test
  void start_databaseOlderThanTheMark_isRefusedAndTheDiskServes() {
    FeedPosition first = new FeedPosition(1, 3);
    runUntilReceipted(first);
    FeedPosition revoked = world.publisher().publish(customer("one", 2, true));
    runUntilReceipted(revoked);
    try (TestWorld restored = new TestWorld()) {
      restored
          .publisher()
          .publish(
              Documents.connector("rozetka", Category.STANDARD),
              customer("one", 1, false),
              customer("two", 1, false));

      TestEdge edge = start(restored.databaseUrl()).awaitReady();

      edge.awaitAlarm("position_backwards");
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
      assertThat(edge.health().body()).contains("\"position\":\"" + revoked + "\"");
    }
  }

  @Test
  void start_filesOfAnotherEdge_areRefused() {
    runUntilReceipted(new FeedPosition(1, 3));

    TestEdge edge = start("e2", NO_DATABASE, Clock.systemUTC());

    edge.awaitAlarm("disk_damaged");
    assertThat(edge.health().statusCode()).isEqualTo(503);
  }

  @Test
  void start_filesSignedByAKeyThatIsNotTrusted_areRefused() {
    runUntilReceipted(new FeedPosition(1, 3));
    world.writeKeyring("{\"keys\":[" + new TestSigner("another").keyringEntry("active") + "]}");

    TestEdge edge = start(NO_DATABASE);

    edge.awaitAlarm("disk_refused");
    assertThat(edge.health().statusCode()).isEqualTo(503);
  }

  @Test
  void start_clockSetBack_tellsSoAndRefusesWhatWouldBeValid() {
    runUntilReceipted(new FeedPosition(1, 3));
    Instant before = Instant.now().minus(Duration.ofHours(2));

    TestEdge edge = start("e1", NO_DATABASE, InstantSource.fixed(before));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !edge.health().body().contains("null,\"set"));
    assertThat(edge.health().body()).contains("\"clockBehind\":true");
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("STALE");
  }

  @Test
  void start_clockSetAhead_countsAsThatOldAndDenialsAreAnswered() {
    runUntilReceipted(world.publisher().publish(customer("one", 2, true)));
    Instant later = Instant.now().plus(Duration.ofDays(4));

    TestEdge edge = start("e1", NO_DATABASE, InstantSource.fixed(later)).awaitReady();

    assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("STALE");
    assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
  }

  @Test
  void start_folderInUse_isRefused() {
    start(world.databaseUrl()).awaitReady();

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> start(world.databaseUrl()))
        .hasMessageContaining("EDGE_SNAPSHOT_DIR")
        .hasMessageContaining("another process has it open");
  }

  private void replaceBy(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("edge"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    copy(folder, disk.resolve("edge"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
