package com.bpmcentr.console.publishing;

import static com.bpmcentr.console.LiveConsole.await;
import static com.bpmcentr.console.publishing.TestDocuments.license;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.MigratedDatabase;
import com.bpmcentr.console.config.ConfigurationException;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.config.DatabaseUrl;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The console's start on a database that it knows, that was set back, or that somebody changed. */
class FeedOpeningIT {

  private static final LicenseDatabase DATABASE = MigratedDatabase.create();

  @TempDir Path folder;
  private final FeedRows rows = new FeedRows(DATABASE);

  FeedOpeningIT() {
    rows.clear();
  }

  @Test
  void open_databaseOfBefore_goesOnWhereItWas() {
    publish(license("a", 1), license("b", 1));

    try (PublishingConsole console = open(DATABASE)) {
      assertThat(console.alarms.active()).isEmpty();
      assertThat(console.publish(license("a", 2))).isEqualTo(new FeedPosition(1, 3));
      rows.requireConsistent();
    }
  }

  @Test
  void open_afterAnotherConsoleWentOn_goesOn() throws IOException {
    publish(license("a", 1));
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole console = new PublishingConsole(DATABASE, other).open()) {
      console.publish(license("b", 1));
    }

    try (PublishingConsole console = open(DATABASE)) {
      assertThat(console.publish(license("c", 1))).isEqualTo(new FeedPosition(1, 3));
    }
  }

  @Test
  void open_databaseRestoredToAnOlderState_isReadOnly() {
    publish(license("a", 1));
    LicenseDatabase backup = TestDatabases.copyOf(DATABASE);
    publish(license("a", 2));

    try (PublishingConsole console = open(backup)) {
      requireReadOnly(console, Kind.DATABASE_BEHIND);
      assertThat(console.alarms.active())
          .extracting(PublishingAlarm::detail)
          .containsExactly("the database is at 1-1, this console has seen 1-2");
    }
  }

  @Test
  void open_emptyDatabaseInsteadOfTheKnownOne_isReadOnly() {
    publish(license("a", 1));
    rows.clear();

    try (PublishingConsole console = open(DATABASE)) {
      requireReadOnly(console, Kind.DATABASE_BEHIND);
    }
  }

  @Test
  void open_restoredAndPublishedToByAnother_isReadOnly() throws IOException {
    LicenseDatabase backup = TestDatabases.copyOf(DATABASE);
    publish(license("a", 1));
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole console = new PublishingConsole(backup, other).open()) {
      console.publish(license("b", 1));
      console.publish(license("c", 1));
    }

    try (PublishingConsole console = open(backup)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update license_current set payload = payload || ' ' where subject = 'customer:a'",
        "update license_current set version = 7 where subject = 'customer:a'",
        "delete from license_current where subject = 'customer:a'",
        "insert into license_current select 'customer:x', kind, version, payload_type, key_id,"
            + " payload, signature, payload_hash, epoch, seq from license_current limit 1",
        "update feed_head set root = sha256('x')",
        "update feed_head set seq = 9",
        "update feed_bucket set hash = sha256('x')",
        "delete from feed_bucket",
        "update feed_checkpoint set payload = payload || ' '",
        "delete from feed_checkpoint",
        "delete from feed_head"
      })
  void open_rowsThatAreNotWhatWasSigned_isReadOnly(String change) {
    publish(license("a", 1), license("b", 1));
    assertThat(rows.tamper(change)).isPositive();

    try (PublishingConsole console = open(DATABASE)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  @Test
  void open_checkpointOfAnOlderHead_isReadOnly() {
    publish(license("a", 1));
    rows.tamper("create table old_checkpoint as select * from feed_checkpoint");
    publish(license("b", 1));
    rows.tamper("delete from feed_checkpoint");
    rows.tamper("insert into feed_checkpoint select * from old_checkpoint");
    rows.tamper("drop table old_checkpoint");

    try (PublishingConsole console = open(DATABASE)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  @Test
  void open_checkpointOfACompromisedKeyAndRowsThatThisConsolePublished_signsThemWithTheOtherKey()
      throws IOException {
    publish(license("a", 1), license("b", 1));

    try (PublishingConsole console = openWithoutK1(folder)) {
      assertThat(console.alarms.active()).isEmpty();
      assertThat(console.renewal.renewIfDue()).isTrue();
    }
    // Now anybody can tell, without this console's file too.
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole console = openWithoutK1(other)) {
      assertThat(console.alarms.active()).isEmpty();
      assertThat(console.publish(license("a", 2))).isEqualTo(new FeedPosition(1, 3));
    }
  }

  @Test
  void open_checkpointOfACompromisedKeyAndNothingKeptHere_isReadOnly() throws IOException {
    publish(license("a", 1));
    Path other = Files.createDirectory(folder.resolve("other"));

    try (PublishingConsole console = openWithoutK1(other)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  /** Whoever has the key could have published the rest as well. */
  @Test
  void open_checkpointOfACompromisedKeyBeyondWhatIsKeptHere_isReadOnly() throws IOException {
    publish(license("a", 1));
    Path other = Files.createDirectory(folder.resolve("other"));
    try (PublishingConsole console = new PublishingConsole(DATABASE, other).open()) {
      console.publish(license("b", 1));
    }

    try (PublishingConsole console = openWithoutK1(folder)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  @Test
  void open_checkpointOfACompromisedKeyAndAFileOfAnEarlierVersion_isReadOnly() throws IOException {
    publish(license("a", 1));
    Path file = folder.resolve("feed-position");
    String[] words = Files.readString(file).strip().split(" ");
    Files.writeString(file, words[0] + " " + words[1] + "\n");

    try (PublishingConsole console = open(DATABASE)) {
      assertThat(console.alarms.active()).isEmpty();
    }
    Files.writeString(file, words[0] + " " + words[1] + "\n");
    try (PublishingConsole console = openWithoutK1(folder)) {
      requireReadOnly(console, Kind.HISTORY_DIFFERS);
    }
  }

  @Test
  void open_whileARecoveryIsUnderWay_isRefused() {
    try (PgProgramLock recovery = programLock()) {
      assertThat(recovery.takeAlone()).isEqualTo(PgProgramLock.Answer.HELD);

      try (PublishingConsole console = new PublishingConsole(DATABASE, folder)) {
        assertThatThrownBy(console::open)
            .isInstanceOf(ConsoleStartException.class)
            .hasMessageContaining("recovery of this database is under way");
      }
      try (PgProgramLock another = programLock()) {
        assertThat(another.takeAlone()).isEqualTo(PgProgramLock.Answer.RECOVERY_RUNS);
      }
    }
    try (PgProgramLock console = programLock()) {
      awaitHeld(console::share);
    }
    open(DATABASE).close();
  }

  @Test
  void takeAlone_whileConsolesRun_isHeldOnceAllHaveStopped() {
    try (PgProgramLock recovery = programLock()) {
      try (PublishingConsole console = open(DATABASE);
          PublishingConsole another = open(DATABASE)) {
        assertThat(console.alarms.active()).isEmpty();
        assertThat(another.alarms.active()).isEmpty();
        assertThat(recovery.takeAlone()).isEqualTo(PgProgramLock.Answer.CONSOLE_RUNS);
      }
      awaitHeld(recovery::takeAlone);
    }
  }

  /** The database gives a lock back a moment after its session was closed, not before. */
  private static void awaitHeld(Supplier<PgProgramLock.Answer> asked) {
    await("the lock is held", () -> asked.get() == PgProgramLock.Answer.HELD);
  }

  /** Its own lock may be lost unnoticed; the head is under the feed's. */
  @Test
  void begin_somethingWasPublishedSinceTheFeedWasLookedAt_changesNothing() {
    try (PublishingConsole console = open(DATABASE)) {
      console.publish(license("a", 1));
      NewEpoch.Standing found = console.transaction.execute(_ -> console.newEpoch.standing());
      console.publish(license("b", 1));

      assertThatThrownBy(
              () -> console.transaction.execute(_ -> console.newEpoch.begin(found, 2, false)))
          .isInstanceOf(ConsoleStartException.class)
          .hasMessageContaining("something was published meanwhile");
      assertThat(console.publish(license("c", 1))).isEqualTo(new FeedPosition(1, 3));
    }
  }

  /** A database that was away takes the session's lock with it. */
  @Test
  void share_sessionLost_isHeldAgain() {
    try (PgProgramLock console = programLock();
        PgProgramLock recovery = programLock()) {
      assertThat(console.share()).isEqualTo(PgProgramLock.Answer.HELD);
      JdbcClient.create(DATABASE.dataSource(DatabaseRole.CONSOLE))
          .sql(
              """
              select pg_terminate_backend(l.pid, 60000) from pg_locks l
               where l.locktype = 'advisory' and l.mode = 'ShareLock'
                 and l.database = (select oid from pg_database where datname = current_database())
              """)
          .query(Boolean.class)
          .single();

      assertThat(console.share()).isEqualTo(PgProgramLock.Answer.HELD);
      assertThat(recovery.takeAlone()).isEqualTo(PgProgramLock.Answer.CONSOLE_RUNS);
    }
  }

  @Test
  void open_damagedPositionFile_isAConfigurationError() throws IOException {
    publish(license("a", 1));
    Files.writeString(folder.resolve("feed-position"), "1-1");

    try (PublishingConsole console = new PublishingConsole(DATABASE, folder)) {
      assertThatThrownBy(console::open)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("feed-position is damaged");
    }
  }

  @Test
  void renewIfDue_readOnlyFeed_signsNothing() {
    publish(license("a", 1));
    rows.tamper("delete from license_current");
    String before = rows.text("select payload::text from feed_checkpoint");

    try (PublishingConsole console = open(DATABASE)) {
      console.clock.setAhead(Duration.ofSeconds(20));
      assertThat(console.renewal.renewIfDue()).isFalse();
    }
    assertThat(rows.text("select payload::text from feed_checkpoint")).isEqualTo(before);
  }

  private static PgProgramLock programLock() {
    return new PgProgramLock(
        DatabaseUrl.parse("console", DATABASE.url(DatabaseRole.CONSOLE)).dataSource());
  }

  private static PublishingConsole openWithoutK1(Path folder) {
    return new PublishingConsole(DATABASE, folder, TestSigning.K2, TestSigning.K1_COMPROMISED)
        .open();
  }

  private PublishingConsole open(LicenseDatabase database) {
    return new PublishingConsole(database, folder).open();
  }

  private void publish(License... licenses) {
    try (PublishingConsole console = open(DATABASE)) {
      console.publish(licenses);
    }
  }

  private static void requireReadOnly(PublishingConsole console, Kind kind) {
    assertThat(console.alarmKinds()).containsExactly(kind);
    assertThat(console.alarms.feedIsReadOnly()).isTrue();
    assertThatThrownBy(() -> console.publish(license("z", 1)))
        .isInstanceOfSatisfying(
            PublishingRefusedException.class,
            refused -> assertThat(refused.kind()).isEqualTo(kind));
    assertThat(console.renewal.renewIfDue()).isFalse();
  }
}
