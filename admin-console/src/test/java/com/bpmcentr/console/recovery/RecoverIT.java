package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.publishing.PublishingAlarm.Kind;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.console.publishing.PublishingConsole;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database restored to an older state, with two edges that have seen what came after: nothing
 * that was revoked comes back, and nobody who paid is locked out. One story, whose databases are
 * copied for what else can happen to a recovery.
 */
class RecoverIT {

  private static final LicenseDatabase DATABASE = TestDatabases.create();
  private static final Map<String, String> ENVIRONMENT =
      ConsoleTestEnvironment.environment(DATABASE);
  private static final ConsoleConfig CONFIG = ConsoleConfig.read(ENVIRONMENT);
  private static final Path SNAPSHOTS = CONFIG.stateDir().resolve("snapshots");

  private static ChangedShops shops;
  private static Shop boundSince;
  private static Shop late;

  /** Before all changes, after them, and each for another test. */
  private static LicenseDatabase older;

  private static LicenseDatabase olderToo;
  private static LicenseDatabase newer;
  private static LicenseDatabase newerToo;

  private static final List<EdgeProcess> EDGES = new ArrayList<>();

  /** How far the console had published before the database was set back. */
  private static String published;

  @TempDir private Path folder;
  private final StringBuilder said = new StringBuilder();

  /** A backup, then changes that it lacks, on two edges; then the backup is put back. */
  @BeforeAll
  static void restoreAnOlderDatabase() throws Exception {
    LicenseDatabase backup;
    try (LiveConsole console = LiveConsole.start(ENVIRONMENT)) {
      shops = ChangedShops.with(console);
      boundSince = Shop.with(console, "bound-since", null);
      backup = TestDatabases.backupOf(DATABASE);
      console.part(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
      LiveConsole.await(
          "the console's connections to be back",
          () -> console.api().get("/customers").status() == 200);

      EDGES.add(EdgeProcess.start("edge-1", DATABASE, CONFIG));
      EDGES.add(EdgeProcess.start("edge-2", DATABASE, CONFIG));
      shops.change(console);
      boundSince.touch(console);
      late = Shop.with(console, "late", "a-1");
      awaitBoth(shops.unbound(), "a-7", "VALID");
      awaitBoth(late, "a-1", "VALID");
      shops.awaitEverythingSigned(console, DATABASE, EDGES.size());
    }
    published = Files.readString(CONFIG.stateDir().resolve("feed-position"));
    newer = TestDatabases.backupOf(DATABASE);
    newerToo = TestDatabases.copyOf(newer);
    older = TestDatabases.copyOf(backup);
    olderToo = TestDatabases.copyOf(backup);
    TestDatabases.replace(DATABASE, backup);
  }

  @AfterAll
  static void stopEdges() {
    EDGES.forEach(EdgeProcess::close);
  }

  @Test
  void recover_afterAnOlderDatabaseWasRestored_losesNothingThatAnEdgeHasSeen() throws Exception {
    try (PublishingConsole console = PublishingConsole.open(CONFIG)) {
      assertThat(console.alarmKinds()).containsExactly(Kind.DATABASE_BEHIND);
    }
    assertCodes();
    // Nobody keeps edges from binding first uses meanwhile.
    awaitBoth(boundSince, "a-9", "VALID");

    assertThat(recover(ENVIRONMENT, SNAPSHOTS)).as(said.toString()).isZero();

    try (LiveConsole console = LiveConsole.start(ENVIRONMENT)) {
      assertThat(console.part(PublishingAlarms.class).active()).isEmpty();
      // A change of the new epoch reaches both: they have followed it.
      String position = shops.untouched().touch(console);
      assertThat(position).startsWith("2-");
      console.awaitEverywhere(position, 2);
      assertCodes();
      assertThat(field(console, shops.revoked(), "status")).isEqualTo("revoked");
      assertThat(field(console, shops.held(), "status")).isEqualTo("suspended");
      assertThat(field(console, shops.unbound(), "makeAccountId")).isEqualTo("a-7");
      assertThat(field(console, boundSince, "makeAccountId")).isEqualTo("a-9");
      assertThat(console.api().get("/customers/" + late.customer()).text("email"))
          .isEqualTo(late.customer() + "@recovered.invalid");
      late.revoke(console);
      awaitBoth(late, "a-1", "REVOKED");
    }
    try (var cold = EdgeProcess.start("edge-3", DATABASE, CONFIG)) {
      LiveConsole.await(
          "a new edge to be ready", () -> shops.untouched().code(cold, "a-1").equals("VALID"));
      shops.assertCodes(cold);
      assertThat(boundSince.code(cold, "a-8")).isEqualTo("ACCOUNT_MISMATCH");
    }

    // One epoch with documents issued again, and one without: an edge's disk has gone along.
    said.setLength(0);
    assertThat(recover(ENVIRONMENT, SNAPSHOTS)).as(said.toString()).isZero();
    assertThat(said).contains(" 0 subjects restored, 0 issued again; the feed is at 3-0");
    LiveConsole.await(
        "the new epoch on an edge's disk",
        () ->
            number(DATABASE, "select count(*) from receipt where edge_id = 'edge-2' and epoch = 3")
                > 0);
    EDGES.get(1).close();
    try (var alone = EdgeProcess.startWithoutDatabase("edge-2", CONFIG)) {
      LiveConsole.await(
          "an edge without a database to be ready",
          () -> shops.untouched().code(alone, "a-1").equals("VALID"));
      assertThat(shops.revoked().code(alone, "a-1")).isEqualTo("REVOKED");
      assertThat(late.code(alone, "a-1")).isEqualTo("REVOKED");
      assertThat(boundSince.code(alone, "a-8")).isEqualTo("ACCOUNT_MISMATCH");
    }
  }

  @Test
  void recover_nothingReachesAsFarAsWasPublished_isRefusedUnlessTheLossIsAccepted()
      throws Exception {
    Map<String, String> environment = environmentOn(older);
    long version = version(older, shops.revoked());

    assertThat(recover(environment, folder)).isEqualTo(1);
    assertThat(said).contains("find a newer snapshot of an edge");
    assertThat(version(older, shops.revoked())).isEqualTo(version);
    assertThat(alarms(environment)).containsExactly(Kind.DATABASE_BEHIND);

    // Its journal goes on as far as was published; what stood in its snapshot may be lost.
    Path damaged = copyWithDamagedSnapshot(SNAPSHOTS.resolve("edge-1"));
    said.setLength(0);
    assertThat(recover(environment, damaged)).as(said.toString()).isEqualTo(1);
    assertThat(said).contains("find a newer snapshot of an edge; these break off before their end");
    assertThat(version(older, shops.revoked())).isEqualTo(version);

    assertThat(recover(environment, folder, "--accept-loss", "yes")).isZero();
    // Above what an edge may hold of it: it had been published once more.
    assertThat(version(older, shops.revoked())).isGreaterThan(version + 1);
    assertThat(alarms(environment)).isEmpty();
  }

  @Test
  void recover_rowsThatWereNeverSigned_areGoneAndTheRestIsIssuedAgain() throws Exception {
    Map<String, String> environment = environmentOn(newer);
    change(
        newer,
        """
        insert into license_current
          select 'customer:x', kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current limit 1
        """);
    owner(newer).sql("alter table license_current drop constraint license_current_fits").update();
    change(
        newer,
        """
        insert into license_current
          select repeat('a', 70000), kind, version, payload_type, key_id, payload, signature,
                 payload_hash, epoch, seq
            from license_current limit 1
        """);
    change(newer, "update feed_head set epoch = 2");
    change(newer, "delete from license_current where subject = 'customer:%s'", shops.held());
    change(
        newer,
        """
        insert into feed_entry
          select 2, seq, kind, subject, version, payload_type, key_id, payload, signature, chain,
                 published_at
            from feed_entry
        """);
    assertThat(alarms(environment)).containsExactly(Kind.HISTORY_DIFFERS);

    assertThat(recover(environment, folder)).as(said.toString()).isZero();

    assertThat(alarms(environment)).isEmpty();
    assertThat(version(newer, shops.held())).isPositive();
    assertThat(
            number(
                newer,
                """
                select count(*) from license_current
                 where subject in ('customer:x', repeat('a', 70000))
                """))
        .isZero();
    assertThat(number(newer, "select epoch from feed_head")).isEqualTo(3);
    assertThat(number(newer, "select count(*) from feed_entry where epoch = 3"))
        .isEqualTo(number(newer, "select count(*) from license_current"));
  }

  /** As where another console went on from the older state, without a word to this one. */
  @Test
  void recover_rowsThatHaveGoneOnFurther_keepsThemAndRevokesWhatWasEverRevoked() throws Exception {
    Map<String, String> environment = environmentOn(newerToo);
    for (Shop shop : List.of(shops.untouched(), shops.revoked(), shops.keyRevoked())) {
      change(
          newerToo,
          "update customer set license_version = license_version + 5 where id = '%s'",
          shop);
    }
    change(
        newerToo,
        "update customer set blocked_at = now(), blocked_reason = 'since' where id = '%s'",
        shops.untouched());
    change(
        newerToo,
        "update subscription set revoked_at = null, revoke_reason = null where customer_id = '%s'",
        shops.revoked());
    change(
        newerToo,
        "update api_key set revoked_at = null, revoked_reason = null where customer_id = '%s'",
        shops.keyRevoked());
    long count =
        number(newerToo, "select license_version from customer where id = '%s'", shops.revoked());

    assertThat(recover(environment, SNAPSHOTS)).as(said.toString()).isZero();

    assertThat(
            number(
                newerToo,
                "select count(*) from customer where id = '%s' and blocked_reason = 'since'",
                shops.untouched()))
        .isOne();
    assertThat(
            number(
                newerToo,
                "select count(*) from subscription where customer_id = '%s' and revoked_at is null",
                shops.revoked()))
        .isZero();
    assertThat(
            number(
                newerToo,
                "select count(*) from api_key where customer_id = '%s' and revoked_at is null",
                shops.keyRevoked()))
        .isZero();
    assertThat(version(newerToo, shops.revoked())).isEqualTo(count + 1);
    assertThat(said)
        .contains("restored: customer:" + shops.revoked().customer())
        .contains("restored: customer:" + shops.keyRevoked().customer())
        .doesNotContain(shops.untouched().customer());
  }

  @Test
  void recover_beforeAConsoleHasStoppedThenKilledThenTwice_doesItsWorkOnce() throws Exception {
    Map<String, String> environment = environmentOn(olderToo);
    try (PublishingConsole console = PublishingConsole.open(ConsoleConfig.read(environment))) {
      assertThat(console.alarmKinds()).containsExactly(Kind.DATABASE_BEHIND);
      assertThat(recover(environment, SNAPSHOTS)).isEqualTo(1);
      assertThat(said).contains("a console is running on this database");
    }
    try (Connection publisher = olderToo.connect(DatabaseRole.OWNER)) {
      publisher.setAutoCommit(false);
      publisher.createStatement().execute("select * from lock_feed()");
      var last = new StringBuilder();
      CompletableFuture<Integer> killed =
          CompletableFuture.supplyAsync(() -> recover(environment, SNAPSHOTS, last));
      LiveConsole.await(
          "the recovery to wait for the feed's lock",
          () ->
              number(
                      olderToo,
                      """
                      select count(*) from pg_locks l join pg_database d on d.oid = l.database
                       where d.datname = current_database() and not l.granted
                      """)
                  > 0);

      assertThat(recover(environment, SNAPSHOTS)).isEqualTo(1);
      assertThat(said).contains("another recovery of this database is under way");
      assertThatThrownBy(() -> alarms(environment)).isInstanceOf(ConsoleStartException.class);

      cutOffConsoles(olderToo);
      assertThat(killed.join()).isEqualTo(1);
      assertThat(last).contains("the database did not answer, or ended the session");
    }
    String rights = "insert on audit_entry %s license_console";
    asOwner(olderToo, "revoke " + rights.formatted("from"));
    said.setLength(0);
    assertThat(recover(environment, SNAPSHOTS)).isEqualTo(1);
    assertThat(said)
        .contains("nothing was changed", "(42501, ERROR: permission denied for table audit_entry)");
    asOwner(olderToo, "grant " + rights.formatted("to"));
    assertThat(number(olderToo, "select epoch from feed_head")).isOne();
    assertThat(isRevoked(olderToo)).isFalse();

    assertThat(recover(environment, SNAPSHOTS)).as(said.toString()).isZero();
    assertThat(isRevoked(olderToo)).isTrue();
    long version = version(olderToo, shops.revoked());
    long epoch = number(olderToo, "select epoch from feed_head");
    said.setLength(0);
    assertThat(recover(environment, SNAPSHOTS)).as(said.toString()).isZero();

    assertThat(said)
        .contains(" 0 subjects restored, 0 issued again; the feed is at " + (epoch + 1) + "-0");
    assertThat(version(olderToo, shops.revoked())).isEqualTo(version);
    assertThat(alarms(environment)).isEmpty();
  }

  private void assertCodes() {
    for (EdgeProcess edge : EDGES) {
      shops.assertCodes(edge);
      assertThat(late.code(edge, "a-1")).isEqualTo("VALID");
    }
  }

  private Path copyWithDamagedSnapshot(Path edge) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copies").resolve("edge-1"));
    try (Stream<Path> files = Files.list(edge)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.getFileName().toString().startsWith("snapshot-")) {
          bytes[bytes.length / 2] ^= 1;
        }
        Files.write(copy.resolve(file.getFileName().toString()), bytes);
      }
    }
    return copy;
  }

  private static String field(LiveConsole console, Shop shop, String field) {
    return console.api().get("/subscriptions/" + shop.subscription()).text(field);
  }

  private int recover(Map<String, String> environment, Path snapshots, String... more) {
    return recover(environment, snapshots, said, more);
  }

  private static int recover(
      Map<String, String> environment, Path snapshots, StringBuilder said, String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "recover";
    arguments[1] = "--snapshots";
    arguments[2] = snapshots.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return ConsoleTestEnvironment.run(environment, said, arguments);
  }

  /** This console's configuration for a copy of its database, with a copy of what it had kept. */
  private static Map<String, String> environmentOn(LicenseDatabase copy) throws Exception {
    Path state = Files.createTempDirectory(CONFIG.stateDir(), "state");
    Files.writeString(state.resolve("feed-position"), published);
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("CONSOLE_DATABASE_URL", copy.url(DatabaseRole.CONSOLE));
    environment.put("CONSOLE_MIGRATION_DATABASE_URL", copy.url(DatabaseRole.OWNER));
    environment.put("CONSOLE_STATE_DIR", state.toString());
    return environment;
  }

  /** What a console that starts with it finds wrong. */
  private static List<Kind> alarms(Map<String, String> environment) throws Exception {
    try (PublishingConsole console = PublishingConsole.open(ConsoleConfig.read(environment))) {
      return console.alarmKinds();
    }
  }

  private static long version(LicenseDatabase database, Shop shop) {
    return number(
        database, "select version from license_current where subject = 'customer:%s'", shop);
  }

  private static boolean isRevoked(LicenseDatabase database) {
    return number(
            database,
            "select count(*) from subscription where customer_id = '%s' and revoked_at is not null",
            shops.revoked())
        > 0;
  }

  private static long number(LicenseDatabase database, String sql, Shop shop) {
    return number(database, sql.formatted(UUID.fromString(shop.customer())));
  }

  private static long number(LicenseDatabase database, String sql) {
    return owner(database).sql(sql).query(Long.class).single();
  }

  private static void change(LicenseDatabase database, String sql, Shop shop) {
    change(database, sql.formatted(UUID.fromString(shop.customer())));
  }

  private static void change(LicenseDatabase database, String sql) {
    assertThat(owner(database).sql(sql).update()).isPositive();
  }

  private static JdbcClient owner(LicenseDatabase database) {
    return JdbcClient.create(database.dataSource(DatabaseRole.OWNER));
  }

  /** What the database sees of a program that is killed: all its sessions end. */
  private static void asOwner(LicenseDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect(DatabaseRole.OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void cutOffConsoles(LicenseDatabase database) {
    JdbcClient.create(database.dataSource(DatabaseRole.CONSOLE))
        .sql(
            """
            select pg_terminate_backend(pid, 60000) from pg_stat_activity
             where datname = current_database() and usename = current_user
               and pid <> pg_backend_pid()
            """)
        .query(Boolean.class)
        .list();
  }

  private static void awaitBoth(Shop shop, String account, String code) {
    for (EdgeProcess edge : EDGES) {
      LiveConsole.await(
          shop.name() + " to be " + code, () -> shop.code(edge, account).equals(code));
    }
  }
}
