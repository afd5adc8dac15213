package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The feed's rows are edited, deleted, replayed and reordered under an edge that has a disk of its
 * own: whatever of the two it starts from, nobody revoked is let in again.
 */
class ForgedRowsOnDiskIT {

  private static final String NO_DATABASE = "postgresql://nobody:none@127.0.0.1:1/nowhere";

  private final TestWorld world = new TestWorld();

  @TempDir private Path disk;

  private FeedPosition revoked;

  @BeforeEach
  void publish() {
    world
        .publisher()
        .publish(
            Documents.connector("rozetka", Category.STANDARD),
            customer("one", 1, false),
            customer("two", 1, false));
    revoked = world.publisher().publish(customer("one", 2, true));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(String name, long version, boolean isRevoked) {
    Documents.GrantBuilder grant =
        new Documents.GrantBuilder("s-" + name, "rozetka").account("1").endsIn(Duration.ofDays(99));
    return Documents.license(
        name,
        version,
        List.of(Documents.key("key-" + name, "bpm_prod_" + name)),
        List.of(isRevoked ? grant.revoked().build() : grant.build()));
  }

  private TestEdge start(String databaseUrl) {
    Map<String, String> settings = world.environment("e1", databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", disk.resolve("edge").toString());
    return world.startEdge(settings, Clock.systemUTC(), System::nanoTime);
  }

  private void damage(String sql) throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Leaves nothing of the disk but the mark. */
  private void loseTheSet() throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("edge"))) {
      for (Path file : files.toList()) {
        if (!file.endsWith("mark")) {
          Files.delete(file);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // edited
        """
        update license_current set payload = set_byte(payload, 9, get_byte(payload, 9) # 1)
         where subject = 'customer:one';
        update feed_entry set payload = set_byte(payload, 9, get_byte(payload, 9) # 1)
         where subject = 'customer:one' and version = 2
        """,
        // deleted
        """
        delete from license_current where subject = 'customer:one';
        delete from feed_entry where subject = 'customer:one' and version = 2
        """,
        // replayed: what was signed once is the current row again
        """
        update license_current c
           set version = e.version, payload = e.payload, signature = e.signature,
               payload_hash = sha256(e.payload), seq = e.seq
          from feed_entry e
         where e.subject = c.subject and c.subject = 'customer:one' and e.version = 1
        """,
        // reordered
        """
        update feed_entry set seq = seq + 1000;
        update feed_entry set seq = 1006 - seq
        """,
      })
  void rowsForged_startFromDiskOrFromThem_revokedStaysRevoked(String forgery) throws Exception {
    try (TestEdge edge = start(world.databaseUrl())) {
      edge.awaitPosition(revoked);
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
      damage(forgery);
      world.cutOff("e1 feed");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> edge.health().body().contains("\"feed\":\"following\""));
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    }
    try (TestEdge edge = start(NO_DATABASE).awaitReady()) {
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
      assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("VALID");
    }
    try (TestEdge edge = start(world.databaseUrl()).awaitReady()) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> edge.health().body().contains("\"feed\":\"following\""));
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
      assertThat(edge.code("bpm_prod_two", "rozetka", "1")).isEqualTo("VALID");
    }
    loseTheSet();
    try (TestEdge edge = start(world.databaseUrl())) {
      edge.awaitAlarm("disk_behind");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> edge.alarms("root_differs") > 0 || edge.health().statusCode() == 200);
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isIn("REVOKED", "NOT_READY");
    }
  }
}
