package com.bpmcentr.loadtests.bench.server;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The edge by its supported start, with one event loop, on ports of its own choice. */
public final class EdgeProcess implements MeasuredServer {
  private static final Pattern LISTENING = Pattern.compile("answers on [^ ]+:(\\d+),");
  private static final Pattern OPERATIONS = Pattern.compile("operations on [^ ]+:(\\d+)");

  /** What the edge logs when its background check has been through the set it started with. */
  public static final Pattern SIGNATURES_CHECKED =
      Pattern.compile(
          "(?m)^(\\S+) .* the signatures of all \\d+ current documents have been checked");

  private static final int READY_SECONDS = 300;

  /** A million take some seven minutes at a quarter of a core. */
  private static final int SIGNATURES_SECONDS = 1_200;

  private final BenchProcess process;
  private final int port;
  private final int operationsPort;

  private EdgeProcess(BenchProcess process, int port, int operationsPort) {
    this.process = process;
    this.port = port;
    this.operationsPort = operationsPort;
  }

  /** With no limit on unknown keys. */
  public static EdgeProcess start(Project project, SignedSet set, OptionalInt core)
      throws IOException {
    return start(
        project,
        set,
        core,
        // all load is from one address, and what an answer costs is asked, not a refusal
        Map.of("EDGE_UNKNOWN_KEYS_PER_ADDRESS", "off", "EDGE_UNKNOWN_KEYS_TOTAL", "off"));
  }

  /**
   * Starts it on the set and waits until it is ready and has nothing to do but answer.
   *
   * @param settings beside those of its ports
   */
  public static EdgeProcess start(
      Project project, SignedSet set, OptionalInt core, Map<String, String> settings)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("EDGE_PORT", "0");
    all.put("EDGE_MANAGEMENT_PORT", "0");
    all.put("EDGE_EVENT_LOOPS", "1");
    BenchProcess process =
        launch(project, set, core, List.of(), all, project.benchFolder().resolve("edge.log"));
    int port = process.awaitPort(READY_SECONDS, LISTENING);
    EdgeProcess edge = new EdgeProcess(process, port, process.awaitPort(READY_SECONDS, OPERATIONS));
    process.awaitReady(READY_SECONDS, edge::isReady);
    // until then it takes up to a quarter of the core, and the first rounds would show that instead
    process.awaitReady(
        SIGNATURES_SECONDS, () -> SIGNATURES_CHECKED.matcher(process.output()).find());
    return edge;
  }

  /** The edge by its supported start, on a set. */
  public static BenchProcess launch(
      Project project,
      SignedSet set,
      OptionalInt core,
      List<String> virtualMachine,
      Map<String, String> settings,
      Path log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(project.java(), "@" + project.edgeArguments()));
    command.addAll(virtualMachine);
    command.addAll(List.of("-jar", project.edgeJar().toString()));
    Map<String, String> all = new HashMap<>(settings);
    all.put("EDGE_ID", "bench");
    all.put("EDGE_DATABASE_URL", set.database().url(DatabaseRole.EDGE));
    all.put("EDGE_KEYRING", set.files().keyring().toString());
    all.put("EDGE_PEPPERS", set.files().peppers().toString());
    return BenchProcess.start("edge", project, core, command, all, log);
  }

  @Override
  public BenchProcess process() {
    return process;
  }

  @Override
  public int port() {
    return port;
  }

  /** Where health and metrics are. */
  public int operationsPort() {
    return operationsPort;
  }

  private boolean isReady() throws IOException {
    HttpURLConnection health =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + operationsPort + "/health/ready")
                .toURL()
                .openConnection();
    try {
      return health.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      health.disconnect();
    }
  }
}
