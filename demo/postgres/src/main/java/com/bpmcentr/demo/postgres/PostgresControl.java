package com.bpmcentr.demo.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code initdb} and {@code pg_ctl} on one data directory. */
final class PostgresControl {
  private static final int PATIENCE_SECONDS = 60;

  /** With C alone pg_trgm takes only ASCII for letters, and no search of Cyrillic has an index. */
  private static final String CHARACTERS =
      System.getProperty("os.name", "").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";

  private final PostgresBinaries binaries;
  private final Path dataDirectory;
  private final Path logFile;
  private final boolean durable;
  private final int passwordIterations;

  PostgresControl(PostgresBinaries binaries, PostgresSettings settings) {
    this.binaries = binaries;
    this.dataDirectory = settings.dataDirectory();
    this.logFile = settings.logFile();
    this.durable = settings.durable();
    this.passwordIterations = settings.passwordIterations();
  }

  /** Makes a new cluster in {@code directory}: checksums on, and no way in without a password. */
  void initialise(Path directory, Path passwordFile) throws IOException {
    // ICU's root order sorts Cyrillic and Latin names the same way on every machine.
    Outcome outcome =
        run(
            "initdb",
            "--pgdata=" + directory,
            "--username=" + Passwords.SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth-host=scram-sha-256",
            "--auth-local=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--lc-ctype=" + CHARACTERS,
            "--locale-provider=icu",
            "--icu-locale=und",
            durable ? "--data-checksums" : "--no-sync",
            "--set=scram_iterations=" + passwordIterations,
            "--no-instructions");
    if (outcome.exitStatus() != 0) {
      throw new DatabaseStartException("initdb failed: " + lastLine(outcome.output()));
    }
  }

  /** Returns when the server accepts connections. */
  void start() throws IOException {
    long logStart = Files.exists(logFile) ? Files.size(logFile) : 0;
    Outcome outcome =
        run(
            "pg_ctl",
            "start",
            "--pgdata=" + dataDirectory,
            "--log=" + logFile,
            "--wait",
            "--timeout=" + PATIENCE_SECONDS);
    if (outcome.exitStatus() != 0) {
      throw new DatabaseStartException(
          "PostgreSQL did not start: "
              + reasonInLog(logStart).orElse(lastLine(outcome.output()))
              + " (see "
              + logFile
              + ")");
    }
  }

  /** {@code mode} is pg_ctl's: "fast" ends sessions and checkpoints, "immediate" is a crash. */
  void stop(String mode) throws IOException {
    Outcome outcome =
        run(
            "pg_ctl",
            "stop",
            "--pgdata=" + dataDirectory,
            "--mode=" + mode,
            "--wait",
            "--timeout=" + PATIENCE_SECONDS);
    if (outcome.exitStatus() != 0 && postmaster().isPresent()) {
      throw new IOException("PostgreSQL did not stop: " + lastLine(outcome.output()));
    }
  }

  /**
   * The running server of this data directory. A number in {@code postmaster.pid} that by now
   * belongs to another program does not count.
   */
  Optional<ProcessHandle> postmaster() throws IOException {
    Path pidFile = pidFile();
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    try {
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::isAlive)
          .filter(PostgresControl::isPostgres);
    } catch (NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
  }

  Path pidFile() {
    return dataDirectory.resolve("postmaster.pid");
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
  }

  private Outcome run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root. In a user namespace without a mapping the same account
      // is nobody to it, while the kernel still lets it at root's files.
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(binaries.program(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new DatabaseStartException(
          "could not run " + command.getFirst() + ": " + e.getMessage(), e);
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + program, e);
    }
    if (isRoot() && output.startsWith("unshare:")) {
      throw new DatabaseStartException(
          "PostgreSQL does not run as root, and this system does not let root step out of its"
              + " rights with unshare; run as another user");
    }
    return new Outcome(process.exitValue(), output);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  private Optional<String> reasonInLog(long from) throws IOException {
    if (!Files.exists(logFile)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(logFile, StandardCharsets.ISO_8859_1)) {
      String text = String.join("\n", lines.toList());
      return text.substring((int) Math.min(from, text.length()))
          .lines()
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .map(line -> line.replaceFirst("^.*?(FATAL|PANIC):\\s*", ""))
          .findFirst();
    }
  }

  private static String lastLine(String output) {
    return output.strip().lines().reduce("", (earlier, later) -> later);
  }

  private record Outcome(int exitStatus, String output) {}
}
