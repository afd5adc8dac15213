package com.bpmcentr.demo.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Databases for tests: one server for the whole test run of a module, a fresh database for whoever
 * asks. Real PostgreSQL in all but durability, commits do not wait for the disk, and in what it
 * costs to sign in: hashing a password as often as usual is 30 ms of a processor each time.
 *
 * <p>The server lies in memory where there is enough of it (Linux's {@code /dev/shm}), else in the
 * module's {@code target/test-postgres}, and stops with the test run; what a killed run left behind
 * is cleared away by the next. Each database is some three hundred files: to make and to delete
 * those on a disk costs a module's tests more than all that they ask of the database.
 */
public final class TestDatabases {
  private static final Path ROLES = Path.of("admin-console/src/main/resources/db/roles.sql");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Path MEMORY = Path.of("/dev/shm");

  /** Bytes; the tests of the largest module take half of it. */
  private static final long ENOUGH_MEMORY = 6L << 30;

  private TestDatabases() {}

  /** An empty database with the three roles. */
  public static LicenseDatabase create() {
    return create(nextName());
  }

  /** The same under a name of the test's own. One after the other: the roles are the server's. */
  public static synchronized LicenseDatabase create(String name) {
    try {
      return server().database(name, Files.readString(projectFolder().resolve(ROLES)));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no test database: " + e.getMessage(), e);
    }
  }

  /** A copy of a database that has been prepared, and that nobody is connected to any more. */
  public static LicenseDatabase copyOf(LicenseDatabase template) {
    try {
      return server().copyOf(template, nextName());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no test database: " + e.getMessage(), e);
    }
  }

  /** A copy of a database in use: whoever is connected is cut off, and may come back. */
  public static LicenseDatabase backupOf(LicenseDatabase database) {
    try {
      return server().backupOf(database, nextName());
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("no backup: " + e.getMessage(), e);
    }
  }

  /**
   * Puts another database in a database's place, as a restored backup is: whoever is connected is
   * thrown out, and finds the other one under the same name.
   */
  public static void replace(LicenseDatabase database, LicenseDatabase by) {
    try {
      server().replace(database, by);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("not replaced: " + e.getMessage(), e);
    }
  }

  /** The server that all of this run's databases are in. */
  public static EmbeddedDatabase server() {
    return Server.SHARED;
  }

  /**
   * Settings for a server of a test's own, for tests that stop it.
   *
   * @param folder the test's temporary folder
   */
  public static PostgresSettings settingsIn(Path folder) {
    return new PostgresSettings(
        folder.resolve("postgres"), binaries(), folder.resolve("postgres.log"), 0, false, 1);
  }

  /** The project's root folder, wherever in it the test runs. */
  public static Path projectFolder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(ROLES))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no " + ROLES + " above " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  private static Path binaries() {
    return projectFolder().resolve("demo/postgres/target/postgres-programs");
  }

  private static String nextName() {
    return "license_test_" + NUMBER.incrementAndGet();
  }

  private static final class Server {
    static final EmbeddedDatabase SHARED = start();

    private static EmbeddedDatabase start() {
      try {
        Path runs = folder();
        Path run = runs.resolve(Long.toString(ProcessHandle.current().pid()));
        clearDeadRuns(runs);
        EmbeddedDatabase database = EmbeddedDatabase.start(settingsIn(run));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, run)));
        return database;
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** Of this module in this checkout. */
    private static Path folder() throws IOException {
      Path target = Path.of("target/test-postgres").toAbsolutePath();
      boolean inMemory =
          Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_MEMORY;
      return inMemory
          ? MEMORY.resolve("license-test-postgres-%08x".formatted(target.hashCode()))
          : target;
    }

    private static void stop(EmbeddedDatabase database, Path run) {
      try {
        database.crash();
        Folders.delete(run);
      } catch (IOException e) {
        System.err.println("the test database is still there: " + e.getMessage());
      }
    }

    private static void clearDeadRuns(Path runs) throws IOException {
      Files.createDirectories(runs);
      List<Path> dead = new ArrayList<>();
      try (Stream<Path> folders = Files.list(runs)) {
        folders.filter(folder -> !belongsToLiveProcess(folder)).forEach(dead::add);
      }
      for (Path run : dead) {
        EmbeddedDatabase.stopLeftover(settingsIn(run));
        Folders.delete(run);
      }
    }

    private static boolean belongsToLiveProcess(Path run) {
      try {
        long pid = Long.parseLong(String.valueOf(run.getFileName()));
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }
}
