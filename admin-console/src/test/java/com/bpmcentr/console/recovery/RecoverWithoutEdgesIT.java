package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recovering when no edge has kept what is missing, or when nothing is missing but the truth. */
class RecoverWithoutEdgesIT {

  @TempDir private Path snapshots;
  private final LicenseDatabase database = TestDatabases.create();
  private final Map<String, String> environment = ConsoleTestEnvironment.environment(database);
  private final StringBuilder said = new StringBuilder();
  private Shop shop;

  @BeforeEach
  void publish() {
    try (LiveConsole console = LiveConsole.start(environment)) {
      shop = Shop.with(console, "shop", "a-1");
    }
  }

  @Test
  void recover_nothingReachesAsFarAsWasPublished_isRefusedUnlessTheLossIsAccepted()
      throws Exception {
    LicenseDatabase backup = TestDatabases.copyOf(database);
    try (LiveConsole console = LiveConsole.start(environment)) {
      shop.revoke(console);
    }
    TestDatabases.replace(database, backup);
    long version = version();

    assertThat(recover()).isEqualTo(1);
    assertThat(said).contains("find a newer snapshot of an edge");
    assertThat(version()).isEqualTo(version);
    assertThat(alarms()).containsExactly(PublishingAlarm.Kind.DATABASE_BEHIND);

    assertThat(recover("--accept-loss", "yes")).isZero();
    // Above what an edge may hold of it: it had been published once more.
    assertThat(version()).isGreaterThan(version + 1);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void recover_rowsThatWereNeverSigned_areGoneAndTheRestIsIssuedAgain() throws Exception {
    JdbcClient owner = JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
    owner
        .sql(
            "insert into license_current select 'customer:x', kind, version, payload_type, key_id,"
                + " payload, signature, payload_hash, epoch, seq from license_current limit 1")
        .update();
    owner
        .sql("delete from license_current where subject = :subject")
        .param("subject", "customer:" + shop.customer())
        .update();
    owner
        .sql(
            "insert into feed_entry select 2, seq, kind, subject, version, payload_type, key_id,"
                + " payload, signature, chain, published_at from feed_entry")
        .update();
    assertThat(alarms()).containsExactly(PublishingAlarm.Kind.HISTORY_DIFFERS);

    assertThat(recover()).as(said.toString()).isZero();

    assertThat(alarms()).isEmpty();
    assertThat(version()).isPositive();
    assertThat(
            owner
                .sql("select count(*) from license_current where subject = 'customer:x'")
                .query(Integer.class)
                .single())
        .isZero();
    try (LiveConsole console = LiveConsole.start(environment)) {
      assertThat(shop.touch(console)).startsWith("2-");
    }
  }

  private int recover(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("recover", "--snapshots", snapshots.toString()));
    arguments.addAll(List.of(more));
    return ConsoleTestEnvironment.run(environment, said, arguments.toArray(String[]::new));
  }

  private long version() {
    return JdbcClient.create(database.dataSource(DatabaseRole.EDGE))
        .sql("select version from license_current where subject = :subject")
        .param("subject", "customer:" + shop.customer())
        .query(Long.class)
        .single();
  }

  private List<PublishingAlarm.Kind> alarms() {
    try (LiveConsole console = LiveConsole.start(environment)) {
      return console.part(PublishingAlarms.class).active().stream()
          .map(PublishingAlarm::kind)
          .toList();
    }
  }
}
