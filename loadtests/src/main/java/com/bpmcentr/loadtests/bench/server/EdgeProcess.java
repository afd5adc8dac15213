package com.bpmcentr.loadtests.bench.server;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The edge by its supported start, with one event loop, on ports of its own choice. */
public final class EdgeProcess implements MeasuredServer {
  private static final Pattern LISTENING = Pattern.compile("answers on [^ ]+:(\\d+),");
  private static final Pattern OPERATIONS = Pattern.compile("operations on [^ ]+:(\\d+)");
  private static final int READY_SECONDS = 300;

  private final BenchProcess process;
  private final int port;
  private final int operationsPort;

  private EdgeProcess(BenchProcess process, int port, int operationsPort) {
    this.process = process;
    this.port = port;
    this.operationsPort = operationsPort;
  }

  /** Starts it on the set and waits until it is ready. */
  public static EdgeProcess start(Project project, SignedSet set, OptionalInt core)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("EDGE_ID", "bench");
    settings.put("EDGE_PORT", "0");
    settings.put("EDGE_MANAGEMENT_PORT", "0");
    settings.put("EDGE_EVENT_LOOPS", "1");
    settings.put("EDGE_DATABASE_URL", set.database().url(DatabaseRole.EDGE));
    settings.put("EDGE_KEYRING", set.files().keyring().toString());
    settings.put("EDGE_PEPPERS", set.files().peppers().toString());
    BenchProcess process =
        BenchProcess.start(
            "edge",
            project,
            core,
            List.of(
                project.java(),
                "@" + project.edgeArguments(),
                "-jar",
                project.edgeJar().toString()),
            settings,
            project.benchFolder().resolve("edge.log"));
    try {
      int port = process.awaitPort(READY_SECONDS, LISTENING);
      EdgeProcess edge =
          new EdgeProcess(process, port, process.awaitPort(READY_SECONDS, OPERATIONS));
      process.awaitReady(READY_SECONDS, edge::isReady);
      return edge;
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
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
