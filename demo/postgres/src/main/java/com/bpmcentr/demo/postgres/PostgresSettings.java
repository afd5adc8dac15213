package com.bpmcentr.demo.postgres;

import java.nio.file.Path;

/**
 * Where and how one PostgreSQL server runs.
 *
 * @param dataDirectory made at the first start; what it holds survives restarts and crashes
 * @param binariesDirectory where the PostgreSQL programs are unpacked, once for all servers that
 *     name it
 * @param logFile the server's own log, appended to
 * @param port on 127.0.0.1; 0 takes a free one
 * @param durable false only for tests: commits then do not wait for the disk
 * @param passwordIterations how often a password is hashed, by whoever signs in each time
 */
public record PostgresSettings(
    Path dataDirectory,
    Path binariesDirectory,
    Path logFile,
    int port,
    boolean durable,
    int passwordIterations) {

  /** PostgreSQL's own. */
  private static final int USUAL_PASSWORD_ITERATIONS = 4096;

  public PostgresSettings {
    // pg_ctl changes into the data directory before it uses the other paths.
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    binariesDirectory = binariesDirectory.toAbsolutePath().normalize();
    logFile = logFile.toAbsolutePath().normalize();
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
  }

  public PostgresSettings(
      Path dataDirectory, Path binariesDirectory, Path logFile, int port, boolean durable) {
    this(dataDirectory, binariesDirectory, logFile, port, durable, USUAL_PASSWORD_ITERATIONS);
  }

  public PostgresSettings withPort(int otherPort) {
    return new PostgresSettings(
        dataDirectory, binariesDirectory, logFile, otherPort, durable, passwordIterations);
  }

  /** The same with commits that wait for the disk. */
  public PostgresSettings madeDurable() {
    return new PostgresSettings(
        dataDirectory, binariesDirectory, logFile, port, true, passwordIterations);
  }
}
