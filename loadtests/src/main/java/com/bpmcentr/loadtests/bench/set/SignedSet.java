package com.bpmcentr.loadtests.bench.set;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.PostgresSettings;
import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.server.AtExit;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.server.Sidelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A set of customers as a console would have published them, in a running PostgreSQL of its own,
 * with the files that an edge needs beside it. {@link SetGenerator} makes it; it lies in {@code
 * loadtests/target/bench/<customers>} and serves every later run.
 */
public final class SignedSet implements AutoCloseable {
  private static final Path ROLES = Path.of("admin-console/src/main/resources/db/roles.sql");
  private static final Path PROGRAMS = Path.of("demo/postgres/target/postgres-programs");
  private static final Duration CHECKPOINT_LIFE = Duration.ofDays(30);

  private final SetFiles files;
  private final EmbeddedDatabase server;
  private final LicenseDatabase database;
  private final SetSigner signer = new SetSigner();

  private SignedSet(SetFiles files, EmbeddedDatabase server, LicenseDatabase database) {
    this.files = files;
    this.server = server;
    this.database = database;
  }

  /** Starts the PostgreSQL of the set of that many customers; makes the set if it is not there. */
  public static SignedSet openOrMake(Project project, int customers)
      throws IOException, SQLException, BenchRefusal {
    Path folder = folderOf(project.folder(), customers);
    if (!isThere(project.folder(), folder)) {
      System.out.println("making a set of " + customers + " customers");
      generate(project, customers);
    }
    return open(project.folder(), folder);
  }

  /** Where the set of that many customers lies. */
  static Path folderOf(Path projectFolder, int customers) {
    return projectFolder.resolve("loadtests/target/bench").resolve(Integer.toString(customers));
  }

  /**
   * Whether the folder holds a whole set that was made from the schema and by the generator that
   * are here now.
   */
  static boolean isThere(Path projectFolder, Path folder) throws IOException {
    Path fingerprint = new SetFiles(folder).fingerprint();
    return Files.exists(fingerprint)
        && Files.readString(fingerprint).equals(SetGenerator.fingerprint(projectFolder));
  }

  /** Makes the set of that many customers, in a process of its own: it takes all processors. */
  private static void generate(Project project, int customers) throws IOException, BenchRefusal {
    BenchProcess.runToEnd(
        "generator",
        project,
        List.of(
            project.java(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=bench-logback.xml",
            "-cp",
            project.classPath(),
            SetGenerator.class.getName(),
            project.folder().toString(),
            Integer.toString(customers)));
  }

  /** Starts the set's PostgreSQL and signs its checkpoint anew. */
  static SignedSet open(Path projectFolder, Path folder) throws IOException, SQLException {
    SignedSet set = start(projectFolder, new SetFiles(folder));
    try {
      set.renewCheckpoint();
      return set;
    } catch (SQLException | RuntimeException e) {
      set.close();
      throw e;
    }
  }

  static SignedSet start(Path projectFolder, SetFiles files) throws IOException, SQLException {
    EmbeddedDatabase server =
        AtExit.track(
            () ->
                EmbeddedDatabase.start(
                    new PostgresSettings(
                        files.postgresData(),
                        projectFolder.resolve(PROGRAMS),
                        files.postgresLog(),
                        0,
                        false)));
    try {
      Optional<ProcessHandle> process = server.process();
      if (process.isPresent()) {
        AtExit.guard(process.get());
      }
      return new SignedSet(
          files,
          server,
          server.database("license", Files.readString(projectFolder.resolve(ROLES))));
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public SetFiles files() {
    return files;
  }

  public LicenseDatabase database() {
    return database;
  }

  EmbeddedDatabase server() {
    return server;
  }

  SetSigner signer() {
    return signer;
  }

  /** Has PostgreSQL leave a processor to what is compared; see {@link Sidelines}. */
  public void toTheSidelines(int core) throws IOException {
    Optional<ProcessHandle> process = server.process();
    if (process.isPresent()) {
      Sidelines.send(process.get(), core);
    }
  }

  /** Signs the head anew, as a console does every five seconds while nothing is published. */
  public void renewCheckpoint() throws SQLException {
    try (Connection connection = database.connect(DatabaseRole.CONSOLE);
        Statement statement = connection.createStatement();
        ResultSet head =
            statement.executeQuery("select epoch, seq, chain, root from feed_head for update")) {
      if (!head.next()) {
        throw new SQLException("the set has no head");
      }
      FeedPosition position = new FeedPosition(head.getLong(1), head.getLong(2));
      storeCheckpoint(connection, position, Hash.of(head.getBytes(3)), Hash.of(head.getBytes(4)));
    }
  }

  void storeCheckpoint(Connection connection, FeedPosition position, Hash chain, Hash root)
      throws SQLException {
    Instant now = Instant.now();
    SignedDocument signed =
        signer.sign(
            new Checkpoint(position, chain, root, Hash.ZERO, now, now.plus(CHECKPOINT_LIFE)));
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into feed_checkpoint (epoch, seq, payload, key_id, signature)
            values (?, ?, ?, ?, ?)
            on conflict (one_row) do update
              set epoch = excluded.epoch, seq = excluded.seq, payload = excluded.payload,
                  key_id = excluded.key_id, signature = excluded.signature
            """)) {
      statement.setLong(1, position.epoch());
      statement.setLong(2, position.seq());
      statement.setBytes(3, signed.payload());
      statement.setString(4, signed.keyId());
      statement.setBytes(5, signed.signature());
      statement.executeUpdate();
    }
  }

  /** Stops PostgreSQL. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
