package com.bpmcentr.edge.faults;

import static com.bpmcentr.edge.DiskWorld.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.edge.DiskWorld;
import com.bpmcentr.edge.Soak;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestProxy;
import com.bpmcentr.license.FeedPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The feed's rows are edited, deleted, replayed and reordered under an edge that has a disk of its
 * own: whatever of the two is started from, nobody revoked is let in again, and who reads a row
 * that was forged says so. All are processes in a long run, else those that have the rows reordered
 * under them.
 */
class ForgedRowsOnDiskIT {

  /** No alarm is due: nothing that was forged is read. */
  private static final String NOTHING = "";

  @TempDir private Path temporary;

  private DiskWorld disk;
  private TestProxy line;

  @BeforeEach
  void publish() throws IOException {
    disk = new DiskWorld(temporary.resolve("edge"));
    line = new TestProxy(disk.world().databasePort());
  }

  @AfterEach
  void stop() throws IOException {
    disk.close();
    line.close();
  }

  private TestEdge start(boolean isProcess) {
    String databaseUrl = disk.world().databaseUrlAt(line.port());
    return isProcess
        ? disk.startProcess("e1", disk.folder(), databaseUrl)
        : disk.start(databaseUrl);
  }

  private TestEdge startAgain() {
    return start(Soak.isLong());
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = disk.world().database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Deletes the files whose names begin so. */
  private void lose(String kind) throws IOException {
    try (Stream<Path> files = Files.list(disk.folder())) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(kind)) {
          Files.delete(file);
        }
      }
    }
  }

  /** What is done to the rows, and the alarm of each reader that meets it. */
  private enum Forgery {
    /** It says no more that it was revoked. */
    EDITED(
        """
        update feed_entry
           set payload = convert_to(
                 replace(convert_from(payload, 'UTF8'), '"revokedAt"', '"revokedAs"'), 'UTF8')
         where subject = 'customer:one' and version = 2;
        update license_current c
           set payload = e.payload, payload_hash = sha256(e.payload)
          from feed_entry e
         where e.subject = c.subject and c.subject = 'customer:one' and e.version = 2
        """,
        NOTHING,
        "chain_broken",
        "document_refused"),

    DELETED(
        """
        delete from license_current where subject = 'customer:one';
        delete from feed_entry where subject = 'customer:one' and version = 2
        """,
        NOTHING,
        "entry_missing",
        "root_differs"),

    /** What was signed once is the current row again; the entries are what they were. */
    REPLAYED(
        """
        update license_current c
           set version = e.version, payload = e.payload, signature = e.signature,
               payload_hash = sha256(e.payload), seq = e.seq
          from feed_entry e
         where e.subject = c.subject and c.subject = 'customer:one' and e.version = 1
        """,
        NOTHING,
        "version_backwards",
        "root_differs"),

    /**
     * The oldest entry stands after the newest, and the other way round; the set is what it was.
     */
    REORDERED(
        """
        update feed_entry set seq = seq + 1000;
        update feed_entry set seq = 1006 - seq
        """,
        "chain_broken",
        "chain_broken",
        "chain_broken");

    private final String sql;

    /** Of who holds all, and reads only what comes after it. */
    private final String alarmAtTheEnd;

    /** Of who reads the last entry, and then the whole set to have it on disk again. */
    private final String alarmOfEntries;

    /** Of who reads the whole set. */
    private final String alarmOfTheSet;

    Forgery(String sql, String alarmAtTheEnd, String alarmOfEntries, String alarmOfTheSet) {
      this.sql = sql;
      this.alarmAtTheEnd = alarmAtTheEnd;
      this.alarmOfEntries = alarmOfEntries;
      this.alarmOfTheSet = alarmOfTheSet;
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsForged_startFromDiskOrFromThem_revokedStaysRevoked(Forgery forgery) throws Exception {
    try (TestEdge edge = start(Soak.isLong() || forgery == Forgery.REORDERED)) {
      disk.awaitReceipts(new FeedPosition(1, 3), 1);
      FeedPosition revoked = disk.publish("one", 2, true);
      edge.awaitPosition(revoked);
      disk.awaitReceipts(revoked, 1);
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      run(forgery.sql);
      disk.world().cutOff("e1 feed");
      // on the line that is being cut perhaps, LISTEN on the next, the first look there, the second
      for (int asked = 0; asked < 4; asked++) {
        awaitNextLook();
      }
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertAlarm(edge, forgery.alarmAtTheEnd);
    }
    line.begin(TestProxy.Fault.REFUSED);
    try (TestEdge edge = startAgain().awaitReady()) {
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(code(edge, "two")).isEqualTo("VALID");
      line.end();
      edge.awaitFeed("following");
      awaitNextLook();
      assertThat(code(edge, "one")).isEqualTo("REVOKED");
      assertThat(code(edge, "two")).isEqualTo("VALID");
      assertAlarm(edge, forgery.alarmAtTheEnd);
    }
    // what it holds then is from before the revocation
    lose("journal-");
    assertNotLetIn(forgery.alarmOfEntries);
    lose("snapshot-");
    lose("journal-");
    assertNotLetIn(forgery.alarmOfTheSet);
  }

  /** Starts where the mark says that there was more than the disk has. */
  private void assertNotLetIn(String alarm) throws Exception {
    try (TestEdge edge = startAgain()) {
      edge.awaitAlarm("disk_behind");
      edge.await(
          "has taken in all rows that it could believe",
          () -> edge.health().statusCode() == 200 || edge.alarms("root_differs") > 0);
      awaitNextLook();
      assertThat(code(edge, "one")).isIn("REVOKED", "NOT_READY");
      assertAlarm(edge, alarm);
    }
  }

  private static void assertAlarm(TestEdge edge, String alarm) {
    if (alarm.equals(NOTHING)) {
      assertThat(edge.alarms()).allSatisfy((name, times) -> assertThat(times).as(name).isZero());
    } else {
      edge.awaitAlarm(alarm);
    }
  }

  /** Waits until the edge asks the feed again: then it has done with what it was told before. */
  private void awaitNextLook() throws Exception {
    try (Connection connection = TestDatabases.server().administrator().getConnection()) {
      Timestamp last = lastAsked(connection);
      run("select pg_notify('feed', '')");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(25))
          .until(() -> lastAsked(connection).after(last));
    }
  }

  /** When the feed's connection last began a statement; long ago when there is none. */
  private Timestamp lastAsked(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select coalesce(max(query_start), 'epoch') from pg_stat_activity
             where application_name = 'e1 feed' and datname = ?
            """)) {
      statement.setString(1, disk.world().database().name());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getTimestamp(1);
      }
    }
  }
}
