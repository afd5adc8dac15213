package com.bpmcentr.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bpmcentr.console.ApiClient;
import com.bpmcentr.console.ConsoleTestEnvironment;
import com.bpmcentr.console.EdgeProcess;
import com.bpmcentr.console.LiveConsole;
import com.bpmcentr.console.Shop;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.publishing.PublishingAlarm;
import com.bpmcentr.console.publishing.PublishingAlarms;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database dumped by {@code pg_dump} and restored by {@code pg_restore}, with the commands of
 * {@code docs/recovery.md} as they stand there, after an edge has seen what the dump lacks.
 */
class PgDumpIT {

  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir private static Path folder;

  private static LicenseDatabase database;
  private static Map<String, String> environment;
  private static ConsoleConfig config;
  private static ChangedShops shops;
  private static Shop late;
  private static EdgeProcess edge;

  /** How far the console had published before the database was set back. */
  private static String published;

  /** What is in no dump. */
  private static String rightsBefore;

  private static String rightsRestored;

  /** A dump, then changes that it lacks, on one edge; then the dump takes the database's place. */
  @BeforeAll
  static void restoreAnOlderDump() throws Exception {
    PostgresClient client = PostgresClient.in(folder);
    database = TestDatabases.create("license");
    environment = ConsoleTestEnvironment.environment(database);
    config = ConsoleConfig.read(environment);
    try (LiveConsole console = LiveConsole.start(environment)) {
      shops = ChangedShops.with(console);
      edge = EdgeProcess.start("edge-1", database, config);
      client.run(guideWith("pg_dump "));

      shops.change(console);
      late = Shop.with(console, "late", "a-1");
      awaitCode(edge, shops.unbound(), "a-7", "VALID");
      awaitCode(edge, late, "a-1", "VALID");
      shops.awaitEverythingSigned(console, database, 1);
    }
    published = feed();
    client.run(guideWith("pg_restore "));
    // PostgreSQL writes an expression with fewer parentheses the second time.
    client.run(
        """
        pg_restore --restrict-key=same --file=- license.dump | tr -d '()' > dumped.sql
        pg_dump --restrict-key=same license_restored | tr -d '()' > restored.sql
        """);
    rightsBefore = client.run(rightsOn("license"));
    rightsRestored = client.run(rightsOn("license_restored"));
    client.run(guideWith("RENAME TO license_before"));
  }

  @AfterAll
  static void stopEdge() {
    if (edge != null) {
      edge.close();
    }
  }

  @Test
  void pgRestore_asTheGuideSays_bringsBackAllThatWasDumped() {
    assertThat(folder.resolve("restored.sql"))
        .hasSameTextualContentAs(folder.resolve("dumped.sql"))
        .content()
        .contains("CREATE TRIGGER", "untouched@shop.example");
    assertThat(rightsRestored).isEqualTo(rightsBefore);
  }

  @Test
  void recover_afterAnOlderDumpWasRestored_losesNothingThatAnEdgeHasSeen() throws Exception {
    awaitRefusal();
    assertCodes(edge);
    String older = feed();
    try (LiveConsole console = LiveConsole.start(environment)) {
      assertThat(console.part(PublishingAlarms.class).active())
          .extracting(PublishingAlarm::kind, PublishingAlarm::detail)
          .containsExactly(
              tuple(
                  PublishingAlarm.Kind.DATABASE_BEHIND,
                  "the database is at %s, this console has seen %s".formatted(older, published)));
      ApiClient.Response refused =
          console
              .api()
              .post(
                  "/customers/" + shops.untouched().customer() + "/block", "{\"reason\":\"test\"}");
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(refused.text("detail"))
          .isEqualTo(
              "Nothing was changed: licenses cannot be published now (database_behind);"
                  + " GET /feed says more.");
    }
    assertThat(feed()).isEqualTo(older);
    // Started anew, it still rests on its own disk and not on the older rows.
    edge.close();
    edge = EdgeProcess.start("edge-1", database, config);
    awaitRefusal();
    assertCodes(edge);

    StringBuilder said = new StringBuilder();
    assertThat(
            ConsoleTestEnvironment.run(
                environment,
                said,
                "recover",
                "--snapshots",
                config.stateDir().resolve("snapshots").toString()))
        .as(said.toString())
        .isZero();

    Shop fresh;
    try (LiveConsole console = LiveConsole.start(environment)) {
      assertThat(console.part(PublishingAlarms.class).active()).isEmpty();
      fresh = Shop.with(console, "fresh", "a-1");
      String position = fresh.touch(console);
      assertThat(position).startsWith("2-");
      console.awaitEverywhere(position, 1);
      assertCodes(edge);
      assertThat(fresh.code(edge, "a-1")).isEqualTo("VALID");
    }
    try (var cold = EdgeProcess.start("edge-2", database, config)) {
      awaitCode(cold, fresh, "a-1", "VALID");
      assertCodes(cold);
    }
  }

  /** The database shows less than it has, and it says so. */
  private static void awaitRefusal() {
    LiveConsole.await(
        "the edge to refuse the older feed", () -> edge.alarms("position_backwards") > 0);
  }

  private static void assertCodes(EdgeProcess edge) {
    shops.assertCodes(edge);
    assertThat(late.code(edge, "a-1")).isEqualTo("VALID");
  }

  private static void awaitCode(EdgeProcess edge, Shop shop, String account, String code) {
    LiveConsole.await(shop.name() + " to be " + code, () -> shop.code(edge, account).equals(code));
  }

  /** How far the feed of the database in use has come. */
  private static String feed() {
    return JdbcClient.create(database.dataSource(DatabaseRole.OWNER))
        .sql("select epoch || '-' || seq from feed_head")
        .query(String.class)
        .single();
  }

  /** Tells the rights on the database itself, and who owns its extensions. */
  private static String rightsOn(String name) {
    return """
        psql --dbname=%s --tuples-only --no-align <<'SQL'
        select pg_get_userbyid(datdba), datacl, encoding, datcollate, datctype
          from pg_database where datname = current_database();
        select extname, extversion, pg_get_userbyid(extowner) from pg_extension order by extname;
        SQL
        """
        .formatted(name);
  }

  /** The one block of commands in the guide with this text in it. */
  private static String guideWith(String text) throws IOException {
    Path guide = TestDatabases.projectFolder().resolve("docs/recovery.md");
    List<String> found =
        COMMANDS
            .matcher(Files.readString(guide))
            .results()
            .map((MatchResult match) -> match.group(1))
            .filter(commands -> commands.contains(text))
            .toList();
    assertThat(found).as("blocks of commands with " + text).hasSize(1);
    return found.getFirst();
  }
}
