package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An edge by its supported start, with as many event loops as it takes by itself, and what it tells
 * of itself from the moment its process begins.
 */
final class StartingEdge implements AutoCloseable {
  /** How often it is asked: the resolution of all times of a start. */
  static final Duration ASKED_EVERY = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private final BenchProcess process;
  private final long startedAt;
  private final int port;
  private final int operationsPort;

  private StartingEdge(BenchProcess process, long startedAt, int port, int operationsPort) {
    this.process = process;
    this.startedAt = startedAt;
    this.port = port;
    this.operationsPort = operationsPort;
  }

  /**
   * The moments of a start, each in nanoseconds since the process was started.
   *
   * @param portOpen its operations port answers
   * @param wholeSet the last of its set came in
   * @param ready {@code /health/ready} answers 200
   */
  record Moments(long portOpen, long wholeSet, long ready) {}

  /**
   * Starts it without waiting.
   *
   * @param virtualMachine options for the Java virtual machine on top of the argument file's
   * @param firstPort its port; the next is the operations'
   */
  static StartingEdge start(
      Project project, SignedSet set, List<String> virtualMachine, int firstPort)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("EDGE_ID", "bench");
    settings.put("EDGE_PORT", Integer.toString(firstPort));
    settings.put("EDGE_MANAGEMENT_PORT", Integer.toString(firstPort + 1));
    settings.put("EDGE_DATABASE_URL", set.database().url(DatabaseRole.EDGE));
    settings.put("EDGE_KEYRING", set.files().keyring().toString());
    settings.put("EDGE_PEPPERS", set.files().peppers().toString());
    List<String> command = new ArrayList<>(List.of(project.java(), "@" + project.edgeArguments()));
    command.addAll(virtualMachine);
    command.addAll(List.of("-jar", project.edgeJar().toString()));
    Path log = project.benchFolder().resolve("edge-scenario.log");
    long startedAt = System.nanoTime();
    BenchProcess process =
        BenchProcess.start("edge", project, OptionalInt.empty(), command, settings, log);
    return new StartingEdge(process, startedAt, firstPort, firstPort + 1);
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Everything it has logged. */
  String log() throws IOException {
    return process.output();
  }

  /** How many customers and connectors it holds. */
  long setSize() throws IOException {
    return Health.of(operationsPort).path("setSize").asLong();
  }

  /** Waits until it is ready. */
  Moments awaitReady() throws IOException {
    long portOpen = 0;
    long setSize = 0;
    long wholeSet = 0;
    while (true) {
      JsonNode health = health();
      long now = System.nanoTime() - startedAt;
      if (health != null) {
        portOpen = portOpen == 0 ? now : portOpen;
        if (health.path("setSize").asLong() != setSize) {
          setSize = health.path("setSize").asLong();
          wholeSet = now;
        }
        if (health.path("status").asString("").equals("ready")) {
          return new Moments(portOpen, wholeSet, now);
        }
      }
      if (now > PATIENCE.toNanos() || !process.isAlive()) {
        throw new IOException("the edge does not become ready: " + process.output());
      }
      try {
        Thread.sleep(ASKED_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for the edge");
      }
    }
  }

  /** Null while nothing listens there. */
  private @Nullable JsonNode health() throws IOException {
    try {
      return Health.of(operationsPort);
    } catch (ConnectException e) {
      return null;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
