package com.bpmcentr.console;

import static java.util.regex.Pattern.MULTILINE;

import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import com.bpmcentr.demo.postgres.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real edge, the jar as it is delivered, on the test's database. */
public final class EdgeProcess implements AutoCloseable {

  private static final Pattern LISTENING =
      Pattern.compile("answers on 127\\.0\\.0\\.1:(\\d+), operations on 127\\.0\\.0\\.1:(\\d+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final URI address;
  private final URI operations;
  private final HttpClient http = HttpClient.newHttpClient();

  private EdgeProcess(Process process, MatchResult ports) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + ports.group(1));
    this.operations = URI.create("http://127.0.0.1:" + ports.group(2));
  }

  public static EdgeProcess start(String id, LicenseDatabase database, ConsoleConfig config) {
    return start(id, database.url(DatabaseRole.EDGE), config);
  }

  /** One that has nothing but its folder. */
  public static EdgeProcess startWithoutDatabase(String id, ConsoleConfig config) {
    return start(id, "postgresql://nobody:none@127.0.0.1:1/nowhere", config);
  }

  private static EdgeProcess start(String id, String databaseUrl, ConsoleConfig config) {
    Path jar = TestDatabases.projectFolder().resolve("license-edge/target/license-edge.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: build the edge first");
    }
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar.toString());
    var environment = builder.environment();
    environment.put("EDGE_ID", id);
    environment.put("EDGE_PORT", "0");
    environment.put("EDGE_MANAGEMENT_PORT", "0");
    // No balancer has to notice: two seconds less for each edge that a test stops.
    environment.put("EDGE_DRAIN_SECONDS", "0");
    environment.put("EDGE_DATABASE_URL", databaseUrl);
    environment.put("EDGE_KEYRING", config.keyring().toString());
    environment.put("EDGE_PEPPERS", config.peppers().toString());
    environment.put("EDGE_SNAPSHOT_DIR", snapshotFolder(id, config).toString());
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      return new EdgeProcess(process, awaitPorts(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the edge answers to a check. */
  public JsonNode verify(String pathAndQuery, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(pathAndQuery))
            .header("Authorization", "Bearer " + key)
            .build();
    return JSON.readTree(body(request));
  }

  /** How often it has raised an alarm of the feed, such as {@code position_backwards}. */
  public double alarms(String alarm) {
    Pattern count =
        Pattern.compile("^edge_feed_alarms_total\\{alarm=\"" + alarm + "\"} (\\S+)$", MULTILINE);
    Matcher found =
        count.matcher(body(HttpRequest.newBuilder(operations.resolve("/metrics")).build()));
    if (!found.find()) {
      throw new IllegalStateException("no alarm " + alarm + " among the metrics");
    }
    return Double.parseDouble(found.group(1));
  }

  private String body(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where the edge of that id keeps what it holds. */
  public static Path snapshotFolder(String id, ConsoleConfig config) {
    return config.stateDir().resolve("snapshots").resolve(id);
  }

  /** The rest of its output is read away, so that it never waits for a reader. */
  private static MatchResult awaitPorts(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        OutputDrain.of(output);
        return matcher.toMatchResult();
      }
    }
    throw new IllegalStateException("the edge did not start:\n" + seen);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
