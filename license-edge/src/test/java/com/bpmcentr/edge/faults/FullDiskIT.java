package com.bpmcentr.edge.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.edge.Documents;
import com.bpmcentr.edge.EdgeProcess;
import com.bpmcentr.edge.TestEdge;
import com.bpmcentr.edge.TestWorld;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk takes no more: the edge serves on and says so, and receipts nothing that is not kept.
 */
class FullDiskIT {

  private static final int FILE_LIMIT_KIBIBYTES = 256;
  private static final String NO_DATABASE = "postgresql://nobody:none@127.0.0.1:1/nowhere";

  private final TestWorld world = new TestWorld();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  private static License customer(long version, boolean revoked) {
    Documents.GrantBuilder grant = new Documents.GrantBuilder("s-one", "rozetka").account("1");
    return Documents.license(
        "one",
        version,
        List.of(Documents.key("key-one", "bpm_prod_one")),
        List.of(revoked ? grant.revoked().build() : grant.build()));
  }

  /** A license of at least that many KiB. */
  private static License big(int kibibytes) {
    List<ApiKeyRef> keys = new ArrayList<>();
    // a key takes more than a hundred bytes
    for (int i = 0; i < kibibytes * 10; i++) {
      keys.add(Documents.key("key-big-" + i, "bpm_prod_big_" + i));
    }
    return Documents.license("big", 1, keys, List.of());
  }

  private Map<String, String> settings(String databaseUrl) {
    Map<String, String> settings = world.environment("e1", databaseUrl);
    settings.put("EDGE_SNAPSHOT_DIR", folder.resolve("edge").toString());
    return settings;
  }

  /** To look at what the process has left, another is not needed. */
  private TestEdge startInTest(String databaseUrl) {
    return world.startEdge(settings(databaseUrl), Clock.systemUTC(), System::nanoTime);
  }

  private long receipted() throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select coalesce(max(seq), 0) from receipt")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private boolean diskIsToldToFail() throws SQLException {
    try (Connection connection = world.database().connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select alarms = '{disk_failed}' from heartbeat order by id desc limit 1")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private void awaitReceipt(FeedPosition position) {
    await().atMost(Duration.ofSeconds(20)).until(() -> receipted() >= position.seq());
  }

  @Test
  void diskTakesNoMore_servesOnWithoutReceipts_allIsRightAfterwards()
      throws IOException, SQLException {
    FeedPosition kept =
        world
            .publisher()
            .publish(Documents.connector("rozetka", Category.STANDARD), customer(1, false));
    FeedPosition revoked;
    try (EdgeProcess edge =
        EdgeProcess.startWithFileLimit(
            settings(world.databaseUrl()), folder, FILE_LIMIT_KIBIBYTES)) {
      awaitReceipt(kept);
      // longer than any file may be: no new journal can take it either
      world.publisher().publish(big(2 * FILE_LIMIT_KIBIBYTES));
      revoked = world.publisher().publish(customer(2, true));

      edge.awaitCode("REVOKED", "bpm_prod_one", "rozetka", "1");
      await().atMost(Duration.ofSeconds(20)).until(() -> edge.alarms("disk_failed") > 1);
      await().atMost(Duration.ofSeconds(20)).until(this::diskIsToldToFail);
      edge.awaitPosition(revoked);
      assertThat(edge.health().statusCode()).isEqualTo(200);
      assertThat(receipted()).as("nothing of it is kept").isEqualTo(kept.seq());
    }

    try (TestEdge edge = startInTest(NO_DATABASE)) {
      edge.awaitAlarm("disk_behind");
      assertThat(edge.code("bpm_prod_one", "rozetka", "1"))
          .as("what it had seen is not on the disk, and what is there is older")
          .isEqualTo("NOT_READY");
    }
    try (TestEdge edge = startInTest(world.databaseUrl())) {
      awaitReceipt(revoked);
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    }
    try (TestEdge edge = startInTest(NO_DATABASE)) {
      edge.awaitReady();
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    }
  }

  @Test
  void journalTakesNoMore_aNewOneDoes_andReceiptsGoOn() throws IOException, SQLException {
    world
        .publisher()
        .publish(Documents.connector("rozetka", Category.STANDARD), customer(1, false));
    try (EdgeProcess edge =
        EdgeProcess.startWithFileLimit(
            settings(world.databaseUrl()), folder, FILE_LIMIT_KIBIBYTES)) {
      awaitReceipt(world.publisher().publish(big(FILE_LIMIT_KIBIBYTES / 2)));
      FeedPosition revoked = null;
      for (int version = 2; edge.alarms("disk_failed") == 0; version++) {
        License license = big(FILE_LIMIT_KIBIBYTES / 4);
        world
            .publisher()
            .publish(Documents.license("big", version, license.keys(), license.grants()));
        revoked = world.publisher().publish(customer(version, true));
        awaitReceipt(revoked);
      }
      assertThat(revoked).isNotNull();
    }
    try (TestEdge edge = startInTest(NO_DATABASE)) {
      edge.awaitReady();
      assertThat(edge.position().seq()).isEqualTo(receipted());
      assertThat(edge.code("bpm_prod_one", "rozetka", "1")).isEqualTo("REVOKED");
    }
  }
}
