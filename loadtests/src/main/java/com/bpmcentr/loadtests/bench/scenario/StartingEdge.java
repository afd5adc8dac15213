package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An edge by its supported start, with as many event loops as it takes by itself, and what it tells
 * of itself from the moment its process begins.
 */
final class StartingEdge implements AutoCloseable {
  /** How often it is asked: the resolution of all times of a start. */
  static final Duration ASKED_EVERY = Duration.ofMillis(5);

  private static final Duration PATIENCE_FOR_SIGNATURES = Duration.ofMinutes(5);
  private static final Duration LOG_READ_EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final BenchProcess process;
  private final Instant startTime;
  private final long startedAt;
  private final int port;
  private final int operationsPort;

  private StartingEdge(
      BenchProcess process, Instant startTime, long startedAt, int port, int operationsPort) {
    this.process = process;
    this.startTime = startTime;
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
   * @param snapshots the folder in which it keeps what it holds; null when it keeps nothing
   * @param firstPort its port; the next is the operations'
   */
  static StartingEdge start(
      Project project,
      SignedSet set,
      List<String> virtualMachine,
      @Nullable Path snapshots,
      int firstPort)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("EDGE_PORT", Integer.toString(firstPort));
    settings.put("EDGE_MANAGEMENT_PORT", Integer.toString(firstPort + 1));
    if (snapshots != null) {
      settings.put("EDGE_SNAPSHOT_DIR", snapshots.toString());
    }
    Instant startTime = Instant.now();
    long startedAt = System.nanoTime();
    BenchProcess process =
        EdgeProcess.launch(
            project,
            set,
            OptionalInt.empty(),
            virtualMachine,
            settings,
            project.benchFolder().resolve("edge-scenario.log"));
    return new StartingEdge(process, startTime, startedAt, firstPort, firstPort + 1);
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
      sleep(ASKED_EVERY);
    }
  }

  /**
   * Waits until the signatures of all documents that it started with have been checked.
   *
   * @return after how long since the process was started, as the edge's log says; empty when it has
   *     not said so for minutes
   */
  Optional<Duration> awaitSignaturesChecked() throws IOException {
    long giveUpAt = System.nanoTime() + PATIENCE_FOR_SIGNATURES.toNanos();
    while (process.isAlive()) {
      Optional<Instant> checked = signaturesChecked(process.output());
      if (checked.isPresent() || System.nanoTime() > giveUpAt) {
        return checked.map(end -> Duration.between(startTime, end));
      }
      sleep(LOG_READ_EVERY);
    }
    throw new IOException("the edge ended: " + process.output());
  }

  /** Waits until all that it holds is in its folder. */
  void awaitKept(Path snapshots) throws IOException {
    // the mark is moved when everything before it is on the disk
    Path mark = snapshots.resolve("mark");
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(mark) || Files.size(mark) == 0) {
      if (System.nanoTime() > giveUpAt || !process.isAlive()) {
        throw new IOException("the edge does not write what it holds: " + process.output());
      }
      sleep(LOG_READ_EVERY);
    }
  }

  static Optional<Instant> signaturesChecked(String log) {
    Matcher line = EdgeProcess.SIGNATURES_CHECKED.matcher(log);
    return line.find() ? Optional.of(Instant.parse(line.group(1))) : Optional.empty();
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the edge");
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
