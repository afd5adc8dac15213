package com.bpmcentr.demo.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PasswordUtil;

/**
 * A PostgreSQL server of this program's own, on 127.0.0.1 only: no socket file, every role behind a
 * generated password (SCRAM), fsync on unless the settings say otherwise.
 *
 * <p>The server is a process apart from this one's group, so a Ctrl-C in the terminal does not
 * reach it before those who use it have stopped. What a killed program left running on the same
 * data directory is stopped at the next start.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  public static final String HOST = "127.0.0.1";

  /** PostgreSQL's. */
  public static final int MAJOR_VERSION = 18;

  private static final int PORT_ATTEMPTS = 5;

  private static final int SALT_BYTES = 16;

  private final int port;
  private final int passwordIterations;
  private final Passwords passwords;
  private final PostgresControl control;
  private final FileChannel lock;

  private EmbeddedDatabase(
      int port,
      int passwordIterations,
      Passwords passwords,
      PostgresControl control,
      FileChannel lock) {
    this.port = port;
    this.passwordIterations = passwordIterations;
    this.passwords = passwords;
    this.control = control;
    this.lock = lock;
  }

  /**
   * Starts the server and waits until it accepts connections; makes its data directory first if
   * there is none.
   *
   * @throws DatabaseStartException naming what is wrong; nothing is left running then
   */
  public static EmbeddedDatabase start(PostgresSettings settings) throws IOException {
    Files.createDirectories(parentOf(settings.dataDirectory()));
    Files.createDirectories(parentOf(settings.logFile()));
    FileChannel lock = lock(settings.dataDirectory());
    try {
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(settings.binariesDirectory());
      PostgresControl control = new PostgresControl(binaries, settings);
      Passwords passwords = openOrInitialise(settings, control);
      clearLeftovers(control);
      int port = startOnPort(settings, control);
      return new EmbeddedDatabase(port, settings.passwordIterations(), passwords, control, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Stops the server that a killed program left running on that data directory, if there is one.
   */
  static void stopLeftover(PostgresSettings settings) throws IOException {
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(settings.binariesDirectory());
    PostgresControl control = new PostgresControl(binaries, settings);
    if (control.postmaster().isPresent()) {
      control.stop("immediate");
    }
  }

  public int port() {
    return port;
  }

  /** The server's superuser, on the database {@code postgres}. */
  public DataSource administrator() throws DatabaseStartException {
    return administrator("postgres");
  }

  /** The environment in which PostgreSQL's own programs find the server, as its superuser. */
  public Map<String, String> administratorEnvironment() throws DatabaseStartException {
    return Map.of(
        "PGHOST",
        HOST,
        "PGPORT",
        Integer.toString(port),
        "PGUSER",
        Passwords.SUPERUSER,
        "PGPASSWORD",
        passwords.superuser());
  }

  /**
   * The database of that name, made with its roles if it is not there. The roles' passwords are
   * this server's own, whatever they were before.
   *
   * @param rolesSql the text that creates the three roles; may be run any number of times
   */
  public LicenseDatabase database(String name, String rolesSql) throws IOException, SQLException {
    Map<DatabaseRole, String> rolePasswords = new EnumMap<>(DatabaseRole.class);
    try (Connection connection = administrator().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(rolesSql);
      for (DatabaseRole role : DatabaseRole.values()) {
        String password = passwords.of(role);
        // Hashed here, so that the password itself is in no statement and in no log.
        statement.execute(
            "alter role %s password %s"
                .formatted(role.roleName(), statement.enquoteLiteral(hashed(password))));
        rolePasswords.put(role, password);
      }
      if (!exists(statement, name)) {
        statement.execute(
            "create database %s owner %s"
                .formatted(quoted(statement, name), DatabaseRole.OWNER.roleName()));
      }
    }
    try (Connection connection = administrator(name).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter schema public owner to " + DatabaseRole.OWNER.roleName());
    }
    return new LicenseDatabase(name, port, rolePasswords);
  }

  /** A copy of {@code template}, which nobody may be connected to. */
  public LicenseDatabase copyOf(LicenseDatabase template, String name)
      throws IOException, SQLException {
    Map<DatabaseRole, String> rolePasswords = new EnumMap<>(DatabaseRole.class);
    for (DatabaseRole role : DatabaseRole.values()) {
      rolePasswords.put(role, passwords.of(role));
    }
    try (Connection connection = administrator().getConnection();
        Statement statement = connection.createStatement()) {
      // files as they are: by way of the log, as usual, is four times the work
      statement.execute(
          "create database %s template %s owner %s strategy file_copy"
              .formatted(
                  quoted(statement, name),
                  quoted(statement, template.name()),
                  DatabaseRole.OWNER.roleName()));
    }
    return new LicenseDatabase(name, port, rolePasswords);
  }

  /** As {@link #copyOf}, of a database in use: its connections are cut off, and may come back. */
  LicenseDatabase backupOf(LicenseDatabase database, String name) throws IOException, SQLException {
    try (Connection connection = administrator().getConnection();
        Statement statement = connection.createStatement()) {
      String allow = "alter database " + quoted(statement, database.name()) + " allow_connections ";
      statement.execute(allow + "false");
      try {
        try (PreparedStatement cut =
            connection.prepareStatement(
                "select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = ?")) {
          cut.setString(1, database.name());
          cut.execute();
        }
        return copyOf(database, name);
      } finally {
        statement.execute(allow + "true");
      }
    }
  }

  /** Gives {@code by} the name of {@code database}, which is dropped with its connections. */
  void replace(LicenseDatabase database, LicenseDatabase by) throws IOException, SQLException {
    try (Connection connection = administrator().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "drop database %s with (force)".formatted(quoted(statement, database.name())));
      statement.execute(
          "alter database %s rename to %s"
              .formatted(quoted(statement, by.name()), quoted(statement, database.name())));
    }
  }

  /** The server's process; empty when it has ended. */
  public Optional<ProcessHandle> process() throws IOException {
    return control.postmaster();
  }

  /** Completes when the server's process has ended, for whatever reason. */
  public CompletableFuture<Void> onExit() throws IOException {
    Optional<ProcessHandle> postmaster = control.postmaster();
    return postmaster.isPresent()
        ? postmaster.get().onExit().thenAccept(process -> {})
        : CompletableFuture.completedFuture(null);
  }

  /** As if the machine had lost power: no checkpoint, the next start recovers. */
  public void crash() throws IOException {
    control.stop("immediate");
    lock.close();
  }

  /** Ends all sessions, writes a checkpoint, and returns when the process is gone. */
  @Override
  public void close() throws IOException {
    if (lock.isOpen()) {
      control.stop("fast");
      lock.close();
    }
  }

  private String hashed(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return PasswordUtil.encodeScramSha256(password.toCharArray(), passwordIterations, salt);
  }

  private DataSource administrator(String database) throws DatabaseStartException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://%s:%d/%s".formatted(HOST, port, database));
    source.setUser(Passwords.SUPERUSER);
    source.setPassword(passwords.superuser());
    return source;
  }

  private static FileChannel lock(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held in this very program: the same refusal.
    }
    channel.close();
    throw new DatabaseStartException(dataDirectory + " is in use by another program");
  }

  private static Passwords openOrInitialise(PostgresSettings settings, PostgresControl control)
      throws IOException {
    Path dataDirectory = settings.dataDirectory();
    if (!Files.exists(dataDirectory) || isEmpty(dataDirectory)) {
      // Before anything is made: there is no server of ours yet that could be on the port.
      requireFree(settings.port());
      return initialise(dataDirectory, control);
    }
    Path versionFile = dataDirectory.resolve("PG_VERSION");
    if (!Files.exists(versionFile) || !Files.exists(dataDirectory.resolve(Passwords.FILE_NAME))) {
      throw new DatabaseStartException(
          dataDirectory + " is damaged: it is not a PostgreSQL data directory of this program");
    }
    String version = Files.readString(versionFile).strip();
    if (!version.equals(Integer.toString(MAJOR_VERSION))) {
      throw new DatabaseStartException(
          "%s was made by PostgreSQL %s, this is %d"
              .formatted(dataDirectory, version, MAJOR_VERSION));
    }
    return Passwords.read(dataDirectory);
  }

  /**
   * A crash on the way leaves no half-made data directory: it gets its name when it is complete.
   */
  private static Passwords initialise(Path dataDirectory, PostgresControl control)
      throws IOException {
    Path making = dataDirectory.resolveSibling(dataDirectory.getFileName() + ".new");
    Folders.delete(making);
    Passwords passwords = Passwords.generate();
    Path passwordFile =
        Files.createTempFile(
            parentOf(dataDirectory),
            ".password-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, passwords.superuser());
      control.initialise(making, passwordFile);
    } finally {
      Files.delete(passwordFile);
    }
    passwords.write(making);
    Files.deleteIfExists(dataDirectory);
    Files.move(making, dataDirectory, StandardCopyOption.ATOMIC_MOVE);
    return passwords;
  }

  private static void clearLeftovers(PostgresControl control) throws IOException {
    if (control.postmaster().isPresent()) {
      control.stop("fast");
    }
    // PostgreSQL would refuse to start if the number in it had meanwhile gone to another process.
    Files.deleteIfExists(control.pidFile());
  }

  private static int startOnPort(PostgresSettings settings, PostgresControl control)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = settings.port() == 0 ? freePort() : settings.port();
      requireFree(port);
      writeConfiguration(settings, port);
      try {
        control.start();
        return port;
      } catch (DatabaseStartException e) {
        // Between asking for a free port and taking it, someone else may have taken it.
        boolean lostRace = settings.port() == 0 && !isFree(port) && attempt < PORT_ATTEMPTS;
        if (!lostRace) {
          throw e;
        }
      }
    }
  }

  private static void writeConfiguration(PostgresSettings settings, int port) throws IOException {
    String durability = settings.durable() ? "on" : "off";
    Files.writeString(
        settings.dataDirectory().resolve("postgresql.conf"),
        """
        # Written anew at each start; ALTER SYSTEM is what lasts.
        listen_addresses = '%s'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 300
        shared_buffers = 128MB
        max_wal_size = 1GB
        fsync = %s
        synchronous_commit = %s
        full_page_writes = %s
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        """
            .formatted(HOST, port, durability, durability, durability));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** Port 0 is always free. */
  private static void requireFree(int port) throws IOException {
    if (!isFree(port)) {
      throw new DatabaseStartException("port " + port + " is in use");
    }
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      // As PostgreSQL does; without it a port just left by a stopped server would look taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return true;
    } catch (java.net.BindException e) {
      return false;
    }
  }

  private static boolean exists(Statement statement, String database) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select 1 from pg_database where datname = " + statement.enquoteLiteral(database))) {
      return rows.next();
    }
  }

  private static String quoted(Statement statement, String identifier) throws SQLException {
    return statement.enquoteIdentifier(identifier, true);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static Path parentOf(Path path) throws DatabaseStartException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new DatabaseStartException(path + " has no parent folder");
    }
    return parent;
  }
}
