package com.bpmcentr.edge;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import com.bpmcentr.license.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.flywaydb.core.Flyway;

/** A database with the console's migrations, somebody who publishes, and edges that follow. */
public final class TestWorld implements AutoCloseable {

  private final EmbeddedDatabase server;
  private final LicenseDatabase database;
  private final Path folder;
  private final TestSigner signer;
  private final TestPublisher publisher;
  private final List<TestEdge> edges = new ArrayList<>();

  private static final class Template {
    static final LicenseDatabase MIGRATED = migrated();

    private static LicenseDatabase migrated() {
      LicenseDatabase database = TestDatabases.create();
      migrate(database);
      return database;
    }
  }

  private static void migrate(LicenseDatabase database) {
    Path migrations =
        TestDatabases.projectFolder().resolve("admin-console/src/main/resources/db/migration");
    Flyway.configure()
        .dataSource(database.dataSource(DatabaseRole.OWNER))
        .locations("filesystem:" + migrations)
        .load()
        .migrate();
  }

  public TestWorld() {
    this(new TestSigner("k1"));
  }

  /** A world of which all that is signed is signed by that one. */
  public TestWorld(TestSigner signer) {
    this(TestDatabases.server(), TestDatabases.copyOf(Template.MIGRATED), signer);
  }

  /**
   * A world with the connectors {@code rozetka} and {@code text-tools}, which is free, and a
   * customer whose key {@code bpm_prod_one} opens the first for that account.
   */
  public static TestWorld withOneCustomer(String account) {
    TestWorld world = new TestWorld();
    world.publisher.publish(
        Documents.connector("rozetka", Category.STANDARD),
        Documents.connector("text-tools", Category.FREE),
        Documents.license(
            "c1",
            1,
            List.of(Documents.key("key-1", "bpm_prod_one")),
            List.of(Documents.grant("s1", "rozetka", account))));
    return world;
  }

  /** A world on a server of the test's own, which it may kill. */
  public static TestWorld on(EmbeddedDatabase server) throws IOException, SQLException {
    Path roles =
        TestDatabases.projectFolder().resolve("admin-console/src/main/resources/db/roles.sql");
    LicenseDatabase database = server.database("license", Files.readString(roles));
    migrate(database);
    return new TestWorld(server, database, new TestSigner("k1"));
  }

  private TestWorld(EmbeddedDatabase server, LicenseDatabase database, TestSigner signer) {
    this.signer = signer;
    this.server = server;
    this.database = database;
    publisher = new TestPublisher(database.dataSource(DatabaseRole.CONSOLE), signer);
    try {
      Path parent = Files.createDirectories(Path.of("target", "edge-tests"));
      folder = Files.createTempDirectory(parent, "world").toAbsolutePath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    TestFiles.peppers(folder);
    TestFiles.keyring(folder, signer.keyringEntry("active"));
  }

  public TestPublisher publisher() {
    return publisher;
  }

  public TestSigner signer() {
    return signer;
  }

  public LicenseDatabase database() {
    return database;
  }

  /** Where keyring and peppers lie. */
  public Path folder() {
    return folder;
  }

  /** Replaces the keyring's file by this text. */
  public void writeKeyring(String text) {
    try {
      Files.writeString(folder.resolve("keyring.json"), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An edge on this database. */
  public TestEdge startEdge(String edgeId) {
    return startEdge(edgeId, databaseUrl(), Clock.systemUTC(), System::nanoTime);
  }

  /** Where an edge finds this database. */
  public String databaseUrl() {
    return database.url(DatabaseRole.EDGE);
  }

  /** Where an edge finds this database through a line of the test's own. */
  public String databaseUrlAt(int port) {
    return databaseUrl().replace(":" + databasePort() + "/", ":" + port + "/");
  }

  public int databasePort() {
    return server.port();
  }

  /** An edge that reaches the database under another address, or lives by another clock. */
  public TestEdge startEdge(
      String edgeId, String databaseUrl, InstantSource clock, LongSupplier nanoTime) {
    return startEdge(environment(edgeId, databaseUrl), clock, nanoTime);
  }

  /** An edge on this database with settings of the test's own beside the usual ones. */
  public TestEdge startEdge(
      String edgeId, Map<String, String> settings, InstantSource clock, LongSupplier nanoTime) {
    Map<String, String> environment = environment(edgeId, databaseUrl());
    environment.putAll(settings);
    return startEdge(environment, clock, nanoTime);
  }

  /** An edge with these settings, which may lack a database or live by another clock. */
  public TestEdge startEdge(
      Map<String, String> environment, InstantSource clock, LongSupplier nanoTime) {
    try {
      TestEdge edge =
          new EdgeInTest(
              LicenseEdge.start(EdgeConfig.from(environment, "--for-tests"), clock, nanoTime));
      edges.add(edge);
      return edge;
    } catch (ConfigurationException | StartException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An edge on this database, as a process of its own. */
  public EdgeProcess startProcess(String edgeId) {
    return startProcess(environment(edgeId, databaseUrl()));
  }

  /** An edge with these settings, as a process of its own. */
  public EdgeProcess startProcess(Map<String, String> environment) {
    try {
      EdgeProcess edge = EdgeProcess.start(environment, folder);
      edges.add(edge);
      return edge;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of an edge that reaches the database under that address. */
  public Map<String, String> environment(String edgeId, String databaseUrl) {
    Map<String, String> environment = new HashMap<>();
    environment.put("EDGE_ID", edgeId);
    environment.put("EDGE_REGION", "test");
    environment.put("EDGE_PORT", "0");
    environment.put("EDGE_MANAGEMENT_PORT", "0");
    environment.put("EDGE_DATABASE_URL", databaseUrl);
    environment.put("EDGE_KEYRING", folder.resolve("keyring.json").toString());
    environment.put("EDGE_PEPPERS", folder.resolve("peppers.json").toString());
    environment.put("EDGE_EVENT_LOOPS", "2");
    environment.put("EDGE_DRAIN_SECONDS", "0");
    // all tests attack from the same address
    environment.put("EDGE_MISBEHAVIOUR_PER_ADDRESS", "off");
    return environment;
  }

  /** Rows of any size can be written to the table from now on, as by who owns the database. */
  public void withoutLimits(String table) {
    asOwner("alter table " + table + " drop constraint if exists " + table + "_fits");
  }

  /** Runs SQL as the tables' owner: what an attacker or a broken console might do. */
  public int asOwner(String sql, Object... values) {
    try (Connection connection = database.connect(DatabaseRole.OWNER);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the sessions of that application name, as a failing server would. */
  public void cutOff(String applicationName) {
    try (Connection connection = server.administrator().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                 where application_name = ? and datname = ?
                """)) {
      statement.setString(1, applicationName);
      statement.setString(2, database.name());
      statement.execute();
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    edges.forEach(TestEdge::close);
    publisher.close();
  }
}
