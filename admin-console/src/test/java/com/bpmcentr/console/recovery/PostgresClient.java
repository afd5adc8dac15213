package com.bpmcentr.console.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bpmcentr.demo.postgres.EmbeddedDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell in which PostgreSQL's client programs reach the tests' server as its superuser: those
 * that {@code .ci/postgres-client} has brought, else those on the PATH. Where there are none as new
 * as the server, the tests are skipped and say so, unless {@code -Dpgdump.required=true}.
 */
final class PostgresClient {

  private static final Pattern VERSION = Pattern.compile("^pg_dump \\(PostgreSQL\\) (\\d+)");

  private final Map<String, String> environment;
  private final Path folder;

  private PostgresClient(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * The shell; without the programs the test that asks is skipped.
   *
   * @param folder where its commands leave their files
   */
  static PostgresClient in(Path folder) throws IOException {
    Map<String, String> environment =
        new HashMap<>(TestDatabases.server().administratorEnvironment());
    environment.put(
        "PATH",
        TestDatabases.projectFolder().resolve("target/postgres-client/bin")
            + ":"
            + System.getenv("PATH"));
    PostgresClient client = new PostgresClient(environment, folder);
    requireNewEnough(client.end("pg_dump --version").said());
    return client;
  }

  private static void requireNewEnough(String version) {
    Matcher major = VERSION.matcher(version);
    if (major.find() && Integer.parseInt(major.group(1)) >= EmbeddedDatabase.MAJOR_VERSION) {
      return;
    }
    String complaint =
        "NO PG_DUMP: the tests of dumps need that of PostgreSQL %d or newer (.ci/postgres-client)"
            .formatted(EmbeddedDatabase.MAJOR_VERSION);
    if (Boolean.getBoolean("pgdump.required")) {
      throw new IllegalStateException(complaint + ": " + version);
    }
    System.err.println("[WARNING] " + complaint + ", they are SKIPPED: " + version);
    assumeTrue(false, complaint);
  }

  /**
   * Runs commands, which must end well.
   *
   * @return what they said
   */
  String run(String commands) throws IOException {
    Ended ended = end(commands);
    if (ended.status() != 0) {
      throw new AssertionError(commands + "\nended with " + ended.status() + ":\n" + ended.said());
    }
    return ended.said();
  }

  private Ended end(String commands) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.onExit().join();
    return new Ended(process.exitValue(), said);
  }

  private record Ended(int status, String said) {}
}
