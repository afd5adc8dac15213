package com.bpmcentr.demo;

import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** The demo's PostgreSQL. */
final class Database implements Part {
  private static final Path ROLES = Path.of("admin-console/src/main/resources/db/roles.sql");

  private final EmbeddedDatabase server;
  private final CompletableFuture<String> ended;

  private Database(EmbeddedDatabase server, CompletableFuture<String> ended) {
    this.server = server;
    this.ended = ended;
  }

  /**
   * Starts the server; the first time it makes the data directory.
   *
   * @throws com.bpmcentr.demo.postgres.DatabaseStartException with a line for whoever watches
   */
  static Database start(DemoFolder folder, int port) throws IOException {
    EmbeddedDatabase server =
        EmbeddedDatabase.start(
            new PostgresSettings(
                folder.databaseFolder(),
                folder.databaseProgramsFolder(),
                folder.log("postgres"),
                port,
                true));
    return new Database(server, server.onExit().thenApply(end -> "ended"));
  }

  LicenseDatabase open(Path projectFolder) throws IOException, DemoRefusal {
    try {
      return server.database("license", Files.readString(projectFolder.resolve(ROLES)));
    } catch (SQLException e) {
      throw new DemoRefusal("the database cannot be prepared: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public CompletableFuture<String> ended() {
    return ended;
  }

  @Override
  public void askToStop() {
    // It stops last: console and edges still write their last words to it.
  }

  @Override
  public void stop() throws IOException {
    server.close();
  }
}
