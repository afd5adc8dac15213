package com.bpmcentr.demo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedDatabaseIT {
  @TempDir static Path runningFolder;

  /** Where a server's data lie that was stopped, for who needs such without making it. */
  @TempDir static Path stoppedFolder;

  /** For what only looks; tests that stop or damage a server have one of their own. */
  private static EmbeddedDatabase running;

  private static LicenseDatabase runningDatabase;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    PostgresSettings quick = TestDatabases.settingsIn(runningFolder);
    // as the demo starts it
    PostgresSettings usual =
        new PostgresSettings(
            quick.dataDirectory(), quick.binariesDirectory(), quick.logFile(), 0, true);
    EmbeddedDatabase.start(usual).close();
    copy(runningFolder.resolve("postgres"), stoppedFolder.resolve("postgres"));
    running = EmbeddedDatabase.start(usual);
    runningDatabase = running.database("license", roles());
  }

  @AfterAll
  static void stopServer() throws Exception {
    running.close();
  }

  /** As the processes of a module's integration tests do, where nothing was unpacked before. */
  @Test
  void unpackedIn_twoAtOnce_bothHaveThePrograms() throws Exception {
    byte[] packed = archive("bin/postgres", new byte[1_000_000]);
    PostgresBinaries.Archive archive =
        PostgresBinaries.Archive.of(() -> new ByteArrayInputStream(packed));
    Callable<PostgresBinaries> unpack = () -> PostgresBinaries.unpackedIn(folder, archive);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (Future<PostgresBinaries> unpacked : two.invokeAll(List.of(unpack, unpack))) {
        assertThat(unpacked.get().program("postgres")).isExecutable().hasSize(1_000_000);
      }
    }
    assertThat(folder).isDirectoryNotContaining("glob:**/.unpacking-*");
  }

  private static byte[] archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()))) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      entry.setMode(0755);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  /** Of what pg_trgm takes for no letter it makes no trigrams, and its index serves no search. */
  @Test
  void database_cyrillicText_hasTrigrams() throws Exception {
    run(runningDatabase, DatabaseRole.OWNER, "create extension if not exists pg_trgm");

    assertThat(
            value(
                runningDatabase, DatabaseRole.EDGE, "select cardinality(show_trgm('Їжак ґанок'))"))
        .isEqualTo("11");
  }

  @Test
  void start_afterCleanStop_keepsDataAndPasswords() throws Exception {
    String url;
    try (EmbeddedDatabase server = EmbeddedDatabase.start(settingsOfAStoppedServer())) {
      LicenseDatabase database = server.database("license", roles());
      run(database, DatabaseRole.OWNER, "create table kept (value int)");
      run(database, DatabaseRole.OWNER, "insert into kept values (42)");
      url = database.url(DatabaseRole.EDGE).replaceFirst(":\\d+/", ":PORT/");
    }

    try (EmbeddedDatabase server = EmbeddedDatabase.start(settings())) {
      LicenseDatabase database = server.database("license", roles());
      assertThat(value(database, DatabaseRole.OWNER, "select value from kept")).isEqualTo("42");
      assertThat(database.url(DatabaseRole.EDGE).replaceFirst(":\\d+/", ":PORT/")).isEqualTo(url);
    }
  }

  @Test
  void start_afterCrashWithPidFileLeft_recoversCommittedData() throws Exception {
    EmbeddedDatabase server = EmbeddedDatabase.start(settingsOfAStoppedServer().madeDurable());
    LicenseDatabase database = server.database("license", roles());
    run(database, DatabaseRole.OWNER, "create table kept as select 7 as value");
    server.crash();
    // The number of a process that is alive and is no PostgreSQL: this one.
    Files.writeString(
        folder.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (EmbeddedDatabase restarted = EmbeddedDatabase.start(settings().madeDurable())) {
      LicenseDatabase again = restarted.database("license", roles());
      assertThat(value(again, DatabaseRole.OWNER, "select value from kept")).isEqualTo("7");
    }
  }

  @Test
  void start_dataDirectoryInUse_isRefusedAndTheFirstGoesOn() throws Exception {
    assertThatThrownBy(() -> EmbeddedDatabase.start(TestDatabases.settingsIn(runningFolder)))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageEndingWith("is in use by another program");

    assertThat(value(runningDatabase, DatabaseRole.EDGE, "select 1")).isEqualTo("1");
  }

  @Test
  void start_damagedDataDirectory_isRefusedAndLeftAsItWas() throws Exception {
    Path data = Files.createDirectory(folder.resolve("postgres"));
    Files.writeString(data.resolve("photo.jpg"), "not a database");

    assertThatThrownBy(() -> EmbeddedDatabase.start(settings()))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("is damaged")
        .message()
        .isNotNull()
        .doesNotContain("\n");
    assertThat(data).isDirectoryContaining("glob:**/photo.jpg");
  }

  @Test
  void start_controlFileLost_isRefusedWithPostgresOwnReason() throws Exception {
    PostgresSettings settings = settingsOfAStoppedServer();
    Files.delete(folder.resolve("postgres/global/pg_control"));

    assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("PostgreSQL did not start")
        .hasMessageContaining("pg_control");
  }

  @Test
  void start_portTaken_isRefusedByNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(settings().withPort(taken.getLocalPort())))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessage("port " + taken.getLocalPort() + " is in use");
      assertThat(folder.resolve("postgres")).as("nothing half-made").doesNotExist();
    }
  }

  @Test
  void connect_withoutThePassword_isRefused() throws Exception {
    assertThatThrownBy(
            () -> DriverManager.getConnection(runningDatabase.jdbcUrl(), "license_edge", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void passwords_areHashedAsOftenAsUsual_inTestsOnce() throws Exception {
    String iterations =
        """
        select string_agg(distinct split_part(split_part(rolpassword, '$', 2), ':', 1), ' ')
          from pg_authid
         where rolpassword is not null
        """;
    TestDatabases.create();
    try (Connection usual = running.administrator().getConnection();
        Connection test = TestDatabases.server().administrator().getConnection()) {
      assertThat(value(usual, iterations)).isEqualTo("4096");
      assertThat(value(test, iterations)).isEqualTo("1");
    }
  }

  @Test
  void start_durable_waitsForTheDiskAndOpensNoSocketFile() throws Exception {
    try (Connection administrator = running.administrator().getConnection()) {
      assertThat(value(administrator, "show fsync")).isEqualTo("on");
      assertThat(value(administrator, "show synchronous_commit")).isEqualTo("on");
      assertThat(value(administrator, "show unix_socket_directories")).isEmpty();
      assertThat(value(administrator, "show data_checksums")).isEqualTo("on");
    }
    assertThat(Files.readString(runningFolder.resolve("postgres.log"))).doesNotContain("PASSWORD");
  }

  @Test
  void onExit_serverStops_completes() throws Exception {
    EmbeddedDatabase server = EmbeddedDatabase.start(settingsOfAStoppedServer());
    var exit = server.onExit();
    assertThat(exit).isNotDone();

    server.close();

    assertThat(exit).succeedsWithin(java.time.Duration.ofSeconds(10));
  }

  @Test
  void copyOf_preparedDatabase_hasItsTablesAndNotItsLaterRows() throws Exception {
    LicenseDatabase template = TestDatabases.create();
    run(template, DatabaseRole.OWNER, "create table prepared as select 1 as value");
    LicenseDatabase copy = TestDatabases.copyOf(template);
    run(template, DatabaseRole.OWNER, "insert into prepared values (2)");

    assertThat(value(copy, DatabaseRole.OWNER, "select count(*) from prepared")).isEqualTo("1");
  }

  private PostgresSettings settings() {
    return TestDatabases.settingsIn(folder);
  }

  private PostgresSettings settingsOfAStoppedServer() throws IOException {
    copy(stoppedFolder.resolve("postgres"), folder.resolve("postgres"));
    return settings();
  }

  /** With the rights that each has: a server refuses a folder that others may look into. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static String roles() throws Exception {
    return Files.readString(
        TestDatabases.projectFolder().resolve("admin-console/src/main/resources/db/roles.sql"));
  }

  private static void run(LicenseDatabase database, DatabaseRole role, String sql)
      throws SQLException {
    try (Connection connection = database.connect(role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(LicenseDatabase database, DatabaseRole role, String sql)
      throws SQLException {
    try (Connection connection = database.connect(role)) {
      return value(connection, sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
