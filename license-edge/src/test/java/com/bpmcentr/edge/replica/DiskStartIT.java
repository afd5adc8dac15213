package com.bpmcentr.edge.replica;

import static com.bpmcentr.edge.DiskWorld.NO_DATABASE;
import static com.bpmcentr.edge.DiskWorld.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestPublisher;
import com.bpmcentr.edge.TestSigner;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SignedDocument;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An edge that starts from its own disk, with a database and without: some sixty starts, so within
 * this virtual machine. Processes, on damaged disks, after kills and with clocks that were set:
 * {@code DamagedDiskIT}, {@code KilledEdgeIT} and {@code SetClockIT}.
 */
class DiskStartIT {

  /** A journal cut to this length begins, and holds no entry. */
  private static final long BEGINNING_OF_A_JOURNAL = 40;

  @TempDir private Path temporary;

  private DiskWorld disk;

  @BeforeEach
  void publish() {
    disk = new DiskWorld(temporary.resolve("edge"));
  }

  @AfterEach
  void stop() {
    disk.close();
  }

  private Path newest(String kind) throws IOException {
    try (Stream<Path> files = Files.list(disk.folder())) {
      return files
          .filter(file -> file.getFileName().toString().matches(kind + "-[0-9]+"))
          .sorted()
          .reduce((older, newer) -> newer)
          .orElseThrow();
    }
  }

  private static void cut(Path file, long to) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(to);
    }
  }

  @Test
  void start_withoutDatabase_servesAllThatWasReceipted() {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    FeedPosition revoked = disk.publish("one", 2, true);
    disk.runUntilReceipted(revoked);

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(code(edge, "two")).isEqualTo("VALID");
    assertThat(edge.health().body())
        .contains("\"position\":\"" + revoked + "\"", "\"rootMatches\":true", "\"lastAlarm\":null");
  }

  @Test
  void start_manyRunsWithChanges_eachGoesOnFromTheOneBefore() {
    for (int version = 2; version < 8; version++) {
      disk.runUntilReceipted(disk.publish("one", version, version % 2 == 1));
    }

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"position\":\"1-9\"", "\"lastAlarm\":null");
  }

  @Test
  void start_databaseIsThere_followsFromTheDisk() {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    FeedPosition revoked = disk.publish("one", 2, true);

    TestEdge edge = disk.start(disk.databaseUrl());

    String firstAnswer =
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> code(edge, "one"), code -> !code.equals("NOT_READY"));
    assertThat(firstAnswer).as("revoked while this edge was away").isEqualTo("REVOKED");
    edge.awaitPosition(revoked);
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void start_nothingHasChanged_isReceiptedByThisRunToo() {
    disk.runUntilReceipted(new FeedPosition(1, 3));

    disk.start(disk.databaseUrl()).awaitReady();

    disk.awaitReceipts(new FeedPosition(1, 3), 2);
  }

  @Test
  void start_snapshotTruncated_readsTheDatabaseAndWritesANewOne() throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    cut(newest("snapshot"), 1000);

    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      edge.awaitAlarm("disk_damaged");
      assertThat(code(edge, "one")).isEqualTo("VALID");
      await().atMost(Duration.ofSeconds(10)).until(() -> Files.size(newest("snapshot")) > 1000);
    }
    assertThat(disk.start(NO_DATABASE).awaitReady().health().body()).contains("\"lastAlarm\":null");
  }

  @ParameterizedTest
  @EnumSource
  void start_markLostAndReceiptedEndOfJournalCutOff_servesNothingUntilItHasCaughtUp(LostMark how)
      throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    FeedPosition revoked = disk.publish("one", 2, true);
    disk.runUntilReceipted(revoked);
    cut(newest("journal"), BEGINNING_OF_A_JOURNAL);
    Path mark = disk.folder().resolve("mark");
    switch (how) {
      case DELETED -> Files.delete(mark);
      case SCRIBBLED_OVER -> Files.write(mark, new byte[(int) Files.size(mark)]);
    }

    try (TestEdge edge = disk.start(NO_DATABASE)) {
      edge.awaitAlarm("disk_behind");
      assertThat(edge.alarms("disk_damaged")).isPositive();
      assertThat(edge.health().statusCode()).isEqualTo(503);
      assertThat(code(edge, "one")).isEqualTo("NOT_READY");
    }
    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      disk.awaitReceipts(revoked, 2);
    }
    TestEdge edge = disk.start(NO_DATABASE).awaitReady();
    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  /** How a mark comes to say nothing. */
  private enum LostMark {
    DELETED,
    SCRIBBLED_OVER
  }

  @Test
  void start_newestMarkOfAKeyThatIsNotKnown_servesNothing() {
    TestSigner next = new TestSigner("k2");
    disk.world()
        .writeKeyring(
            keyring(disk.world().signer().keyringEntry("active"), next.keyringEntry("active")));
    disk.runUntilReceipted(new FeedPosition(1, 3));
    disk.runUntilReceipted(publisher(next).publish(DiskWorld.customer("one", 2, true)));
    disk.world().writeKeyring(keyring(disk.world().signer().keyringEntry("active")));

    TestEdge edge = disk.start(NO_DATABASE);

    edge.awaitAlarm("disk_behind");
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");
  }

  @Test
  void start_onceWithTheWrongKeyring_isRefusedAndServesAgainWithTheRightOne() {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    disk.runUntilReceipted(disk.publish("one", 2, true));
    disk.world().writeKeyring(keyring(new TestSigner("k2").keyringEntry("active")));
    try (TestEdge edge = disk.start(NO_DATABASE)) {
      edge.awaitAlarm("disk_refused");
      edge.awaitFeed("disconnected");
      assertThat(code(edge, "one")).isEqualTo("NOT_READY");
    }

    disk.world().writeKeyring(keyring(disk.world().signer().keyringEntry("active")));
    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"position\":\"1-4\"", "\"lastAlarm\":null");
  }

  @Test
  void start_newestMarkOfACompromisedKey_countsForNothing() {
    TestSigner stolen = new TestSigner("k2");
    disk.world()
        .writeKeyring(
            keyring(disk.world().signer().keyringEntry("active"), stolen.keyringEntry("active")));
    disk.runUntilReceipted(new FeedPosition(1, 3));
    disk.runUntilReceipted(publisher(stolen).publish(DiskWorld.customer("one", 2, true)));
    disk.world()
        .writeKeyring(
            keyring(
                disk.world().signer().keyringEntry("active"), stolen.keyringEntry("compromised")));

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(edge.health().body()).contains("\"position\":\"1-3\"");
    assertThat(code(edge, "two")).isEqualTo("VALID");
  }

  @ParameterizedTest
  @EnumSource
  void start_signingKeyLostWhileItRan_servesFromWhatRestsOnTheNext(LostKey how) throws IOException {
    TestSigner next = new TestSigner("k2");
    String old = disk.world().signer().keyringEntry("active");
    String trusted = next.keyringEntry("active");
    disk.world().writeKeyring(keyring(old, trusted));
    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      disk.awaitReceipts(new FeedPosition(1, 3), 1);
      Path base = newest("snapshot");
      FeedPosition reissued =
          publisher(next)
              .publish(
                  Documents.connector(
                      "rozetka", 2, ConnectorState.PUBLISHED, Category.STANDARD, List.of()),
                  DiskWorld.customer("one", 2, false));
      if (how == LostKey.TAKEN_OUT) {
        reissued = publisher(next).publish(DiskWorld.customer("two", 2, false));
      }
      disk.awaitReceipts(reissued, 1);

      disk.world()
          .writeKeyring(
              switch (how) {
                case COMPROMISED ->
                    keyring(disk.world().signer().keyringEntry("compromised"), trusted);
                case TAKEN_OUT -> keyring(trusted);
              });
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                // as the console does with an idle head
                publisher(next).checkpointAt(Instant.now());
                return !newest("snapshot").equals(base);
              });
      assertThat(code(edge, "two")).isEqualTo(how.codeOfTwo);
    }

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("VALID");
    assertThat(code(edge, "two")).isEqualTo(how.codeOfTwo);
    assertThat(edge.health().body()).contains("\"rootMatches\":true", "\"lastAlarm\":null");
  }

  /** What becomes of the key k1, which alone has signed "two" where that is not issued again. */
  private enum LostKey {
    COMPROMISED("UNDECIDED"),
    TAKEN_OUT("VALID");

    private final String codeOfTwo;

    LostKey(String codeOfTwo) {
      this.codeOfTwo = codeOfTwo;
    }
  }

  private TestPublisher publisher(TestSigner signer) {
    return new TestPublisher(disk.world().database().dataSource(DatabaseRole.CONSOLE), signer);
  }

  private static String keyring(String... entries) {
    return "{\"keys\":[" + String.join(",", entries) + "]}";
  }

  @Test
  void start_epochBeganWithTheSetAsItWas_goesOnInTheNewEpoch() {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      FeedPosition epoch = disk.world().publisher().beginEpoch();
      edge.awaitPosition(epoch);
      FeedPosition revoked = disk.publish("one", 2, true);
      disk.awaitReceipts(revoked, 1);
    }

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"position\":\"2-1\"", "\"lastAlarm\":null");
  }

  /** What the running edge took away must not come back, and what it receipted be on the disk. */
  @Test
  void start_customerLostInARecovery_isNotKnownAnyMoreThereNorFromTheDisk() {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    try (TestEdge edge = disk.start(disk.databaseUrl()).awaitReady()) {
      disk.world().asOwner("delete from license_current where subject = 'customer:two'");
      FeedPosition epoch = disk.world().publisher().beginEpoch();
      disk.awaitReceipts(epoch, 1);
      assertThat(code(edge, "two")).isEqualTo("KEY_NOT_FOUND");
      assertThat(code(edge, "one")).isEqualTo("VALID");
      disk.awaitReceipts(disk.publish("one", 2, true), 1);
    }

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(code(edge, "two")).isEqualTo("KEY_NOT_FOUND");
    assertThat(edge.health().body()).contains("\"position\":\"2-1\"", "\"lastAlarm\":null");
  }

  @Test
  void start_endOfJournalTorn_isCutOffWithoutAlarm() throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    disk.runUntilReceipted(disk.publish("one", 2, true));
    Path journal = newest("journal");
    Files.write(journal, "half of a rec".getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);

    TestEdge edge = disk.start(NO_DATABASE).awaitReady();

    assertThat(code(edge, "one")).isEqualTo("REVOKED");
    assertThat(edge.health().body()).contains("\"lastAlarm\":null");
  }

  @Test
  void start_databaseOlderThanTheMark_isRefusedAndTheDiskServes() {
    FeedPosition first = new FeedPosition(1, 3);
    disk.runUntilReceipted(first);
    FeedPosition revoked = disk.publish("one", 2, true);
    disk.runUntilReceipted(revoked);
    try (TestWorld restored = new TestWorld()) {
      DiskWorld.publishBoth(restored.publisher());

      TestEdge edge = disk.start(restored.databaseUrl()).awaitReady();

      edge.awaitAlarm("position_backwards");
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(edge.health().body()).contains("\"position\":\"" + revoked + "\"");
    }
  }

  /** Whoever damages one customer's rows for good does not keep revocations from a restart. */
  @Test
  void start_afterWhatCouldNotBeProven_servesNothingOlder() throws IOException, SQLException {
    try (EdgeProcess edge = disk.startProcess("e1", disk.folder(), disk.databaseUrl())) {
      disk.awaitReceipts(new FeedPosition(1, 3), 1);
      byte[] mark = mark();
      publishDamaged("two", 2);
      edge.awaitAlarm("root_differs");
      mark = awaitMarkBeyond(mark);
      disk.publish("one", 2, true);
      edge.awaitCode("REVOKED", "bpm_prod_one", "rozetka", "1");
      awaitMarkBeyond(mark);
      assertThat(disk.receipts(new FeedPosition(1, 5))).as("it is not on the disk").isZero();
      edge.kill();
    }

    TestEdge edge = disk.start(NO_DATABASE);

    edge.awaitAlarm("disk_behind");
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");
  }

  /** Nobody ever sees it as it was signed. */
  private void publishDamaged(String customer, long version) throws SQLException {
    String damage = " set signature = sha512(signature) where subject = 'customer:%s'";
    try (Connection connection = disk.world().database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      disk.world()
          .publisher()
          .publish(connection, List.of(DiskWorld.customer(customer, version, false)));
      statement.execute("update feed_entry" + damage.formatted(customer));
      statement.execute("update license_current" + damage.formatted(customer));
      connection.commit();
    }
  }

  /** Signed by a trusted key, and in no set: of a history that a recovery gave up, say. */
  @Test
  void start_nothingButAMarkAndARowOfNoSetWasRead_servesWhenTheRowIsGone() throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    Files.delete(newest("snapshot"));
    Files.delete(newest("journal"));
    SignedDocument stray = disk.world().signer().sign(DiskWorld.customer("stray", 1, false));
    disk.world()
        .asOwner(
            "insert into license_current select ?, kind, 1, payload_type, key_id, ?, ?, ?, epoch,"
                + " seq from license_current where subject = 'customer:one'",
            "customer:stray",
            stray.payload(),
            stray.signature(),
            stray.payloadHash().toByteArray());
    TestEdge edge = disk.start(disk.databaseUrl());
    edge.awaitAlarm("root_differs");
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");

    disk.world().asOwner("delete from license_current where subject = 'customer:stray'");

    edge.awaitReady();
    assertThat(code(edge, "one")).isEqualTo("VALID");
    assertThat(code(edge, "stray")).isEqualTo("KEY_NOT_FOUND");
  }

  /** Signed and right, but not of the history that this edge has proven. */
  @Test
  void start_databaseSetBackAndGoneOnWithPastTheMark_takesNothingBack() throws IOException {
    FeedPosition revoked = disk.publish("one", 2, true);
    disk.runUntilReceipted(revoked);
    byte[] mark = mark();
    try (TestWorld restored = new TestWorld()) {
      DiskWorld.publishBoth(restored.publisher());
      restored.publisher().publish(DiskWorld.customer("one", 2, false));
      restored.publisher().publish(DiskWorld.customer("two", 2, true));

      TestEdge edge = disk.start(restored.databaseUrl()).awaitReady();

      edge.awaitAlarm("chain_forked");
      // what is newer counts, wherever it comes from
      edge.awaitCode("REVOKED", "bpm_prod_two", "rozetka", "1");
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(edge.health().body())
          .contains("\"position\":\"" + revoked + "\"", "\"rootMatches\":false");

      awaitMarkBeyond(mark);
      edge.close();
      edge = disk.start(restored.databaseUrl());

      edge.awaitAlarm("chain_forked");
      assertThat(code(edge, "one"))
          .as("less than it had seen is on its disk")
          .isEqualTo("NOT_READY");

      FeedPosition recovered = restored.publisher().beginEpoch();

      edge.awaitPosition(recovered);
      assertThat(code(edge, "one")).as("by a decision of staff").isEqualTo("VALID");
    }
  }

  private byte[] mark() throws IOException {
    return Files.readAllBytes(disk.folder().resolve("mark"));
  }

  private byte[] awaitMarkBeyond(byte[] before) throws IOException {
    await().atMost(Duration.ofSeconds(20)).until(() -> !Arrays.equals(before, mark()));
    return mark();
  }

  @Test
  void start_folderCannotBeWritten_servesAllThatWasReceiptedAndGoesOnWithoutReceipts()
      throws IOException, SQLException {
    disk.runUntilReceipted(disk.publish("one", 2, true));
    Path lock = disk.folder().resolve("lock");
    Files.delete(lock);
    Files.createDirectory(lock);
    try (TestEdge edge = disk.start(NO_DATABASE).awaitReady()) {
      edge.awaitAlarm("disk_failed");
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(code(edge, "two")).isEqualTo("VALID");
    }

    FeedPosition notKept = disk.publish("two", 2, true);
    try (TestEdge edge = disk.start(disk.databaseUrl())) {
      edge.awaitPosition(notKept);
      assertThat(code(edge, "two")).isEqualTo("REVOKED");
      edge.awaitPosition(disk.publish("two", 3, true));
      assertThat(edge.alarms("disk_failed")).isGreaterThan(1);
      assertThat(disk.receipts(notKept)).isZero();
    }

    Files.delete(lock);
    disk.runUntilReceipted(disk.publish("two", 4, true));
  }

  @Test
  void start_folderCannotBeWrittenAndEndsBeforeTheMark_servesNothing() throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    disk.runUntilReceipted(disk.publish("one", 2, true));
    cut(newest("journal"), BEGINNING_OF_A_JOURNAL);
    Files.delete(disk.folder().resolve("lock"));
    Files.createDirectory(disk.folder().resolve("lock"));

    TestEdge edge = disk.start(NO_DATABASE);

    edge.awaitAlarm("disk_behind");
    assertThat(code(edge, "one")).isEqualTo("NOT_READY");
  }

  @Test
  void start_markCannotBeOpened_isReadFromTheDatabase() throws IOException {
    disk.runUntilReceipted(new FeedPosition(1, 3));
    Path mark = disk.folder().resolve("mark");
    Files.delete(mark);
    Files.createDirectory(mark);
    try (TestEdge edge = disk.start(NO_DATABASE)) {
      edge.awaitAlarm("disk_behind");
      assertThat(edge.health().statusCode()).isEqualTo(503);
    }

    TestEdge edge = disk.start(disk.databaseUrl()).awaitReady();

    assertThat(edge.alarms("disk_failed")).isPositive();
    assertThat(code(edge, "one")).isEqualTo("VALID");
  }

  @Test
  void start_folderCannotBeMade_isRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> disk.start(file.resolve("edge"), NO_DATABASE))
        .hasMessageContaining("EDGE_SNAPSHOT_DIR");
  }

  @Test
  void start_folderInUse_isRefused() {
    disk.start(disk.databaseUrl()).awaitReady();

    assertThatThrownBy(() -> disk.start(disk.databaseUrl()))
        .hasMessageContaining("EDGE_SNAPSHOT_DIR")
        .hasMessageContaining("another process has it open");
  }
}
