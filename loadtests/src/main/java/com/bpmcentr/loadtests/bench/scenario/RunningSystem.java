package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.demo.postgres.Folders;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * PostgreSQL, the console and edges as processes of their own, as {@code ./mvnw -Pdemo} starts
 * them, on an empty database.
 */
final class RunningSystem implements AutoCloseable {
  private static final int READY_SECONDS = 300;
  private static final long ASKED_EVERY_NANOS = 20_000_000;
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final int CONSOLE = 0;
  private static final int FIRST_EDGE = 10;
  private static final int FIRST_MANAGEMENT = 30;
  private static final int DATABASE = 50;

  /** Built by the same command; its own dependencies are on this module's class path. */
  private static final Path DEMO_CLASSES = Path.of("demo/target/classes");

  private final BenchProcess process;
  private final int firstPort;
  private final int edges;
  private final Path folder;
  private final String token;

  private RunningSystem(BenchProcess process, int firstPort, int edges, Path folder)
      throws IOException {
    this.process = process;
    this.firstPort = firstPort;
    this.edges = edges;
    this.folder = folder;
    this.token = credential(folder, "API_TOKEN");
  }

  /**
   * Starts all of it on an empty database and waits until it is ready.
   *
   * @param firstPort the ports are within the 60 from here
   */
  static RunningSystem start(Project project, int firstPort, int edges) throws IOException {
    Path folder = folder(project);
    Folders.delete(folder);
    return startIn(folder, project, firstPort, edges);
  }

  /** Where a system that starts empty keeps what it has. */
  static Path folder(Project project) {
    return project.benchFolder().resolve("system");
  }

  /** Starts all of it on what is in the folder. */
  static RunningSystem startIn(Path folder, Project project, int firstPort, int edges)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, String> settings = new HashMap<>();
    settings.put("DEMO_DIR", folder.toString());
    settings.put("CONSOLE_PORT", Integer.toString(firstPort + CONSOLE));
    settings.put("EDGE_PORT", Integer.toString(firstPort + FIRST_EDGE));
    settings.put("EDGE_MANAGEMENT_PORT", Integer.toString(firstPort + FIRST_MANAGEMENT));
    settings.put("DEMO_DATABASE_PORT", Integer.toString(firstPort + DATABASE));
    BenchProcess process =
        BenchProcess.start(
            "system",
            project,
            OptionalInt.empty(),
            List.of(
                project.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Ddemo.edges=" + edges,
                "-cp",
                project.classPath() + ":" + project.folder().resolve(DEMO_CLASSES),
                DemoProcess.class.getName(),
                project.folder().toString()),
            settings,
            project.benchFolder().resolve("system.log"));
    try {
      process.awaitReady(READY_SECONDS, () -> process.output().contains("\nREADY\n"));
      return new RunningSystem(process, firstPort, edges, folder);
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  /** A new client of the admin API, with the owner's token; for one thread. */
  AdminApi adminApi() throws IOException {
    return new AdminApi(firstPort + CONSOLE, token);
  }

  /** The public ports of all edges. */
  List<Integer> edgePorts() {
    return Stream.iterate(firstPort + FIRST_EDGE, port -> port + 1).limit(edges).toList();
  }

  private List<Integer> managementPorts() {
    return Stream.iterate(firstPort + FIRST_MANAGEMENT, port -> port + 1).limit(edges).toList();
  }

  /**
   * Waits until every edge tells that it holds all up to that position of the feed, and that what
   * it holds is the signed set.
   *
   * @return when the last of them did, of {@link System#nanoTime}
   */
  long awaitProven(String position) throws IOException {
    FeedPosition wanted = position(position);
    long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
    for (int port : managementPorts()) {
      while (position(Health.of(port).path("position").asString("")).compareTo(wanted) < 0) {
        if (System.nanoTime() > giveUpAt) {
          throw new IOException("an edge does not come to " + wanted);
        }
        Pauses.until(System.nanoTime() + ASKED_EVERY_NANOS);
      }
    }
    return System.nanoTime();
  }

  private static FeedPosition position(String text) throws IOException {
    return FeedPosition.parse(text)
        .orElseThrow(() -> new IOException("no position in the feed: \"" + text + "\""));
  }

  /** A connection to the database with an edge's rights. */
  Connection connectAsEdge() throws IOException, SQLException {
    URI url = URI.create(credential(folder, "EDGE_DATABASE_URL"));
    String[] login = url.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
        login[0],
        login[1]);
  }

  /** A connection to the database that may do everything. */
  Connection connectAsSuperuser() throws IOException, SQLException {
    URI url = URI.create(credential(folder, "EDGE_DATABASE_URL"));
    Properties passwords = new Properties();
    try (Reader file = Files.newBufferedReader(folder.resolve("postgres/passwords.properties"))) {
      passwords.load(file);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
        "postgres",
        passwords.getProperty("postgres"));
  }

  String consoleUrl() {
    return "http://127.0.0.1:" + (firstPort + CONSOLE);
  }

  /** The owner's, for the admin API. */
  String token() {
    return token;
  }

  String staffEmail() throws IOException {
    return credential(folder, "STAFF_EMAIL");
  }

  String staffPassword() throws IOException {
    return credential(folder, "STAFF_PASSWORD");
  }

  private static String credential(Path folder, String variable) throws IOException {
    String name = variable + "=";
    return Files.readAllLines(folder.resolve("credentials.env")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElseThrow(() -> new IOException("credentials.env has no " + variable));
  }

  @Override
  public void close() {
    process.close();
  }
}
