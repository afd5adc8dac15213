package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** A load generator, in a process of its own on a processor of its own. */
final class LoadProcess {
  private static final int START_SECONDS = 60;

  /** Seconds that do not count, for the generator's own sake: its code must be compiled first. */
  static final int WARM_UP_SECONDS = 4;

  private final Project project;
  private final int core;
  private final int connections;

  LoadProcess(Project project, int core, int connections) {
    this.project = project;
    this.core = core;
    this.connections = connections;
  }

  /** As many requests as the server answers, by {@link ClosedLoopClient}. */
  Load closedLoop(MeasuredServer server, Path requests, CheckCase check, int seconds)
      throws IOException {
    return run(ClosedLoopClient.class, server, requests, check, seconds, List.of());
  }

  /** A fixed number of requests a second, by {@link OpenLoopClient}. */
  Load openLoop(MeasuredServer server, Path requests, CheckCase check, int rate, int seconds)
      throws IOException {
    return run(
        OpenLoopClient.class, server, requests, check, seconds, List.of(Integer.toString(rate)));
  }

  private Load run(
      Class<?> client,
      MeasuredServer server,
      Path requests,
      CheckCase check,
      int seconds,
      List<String> further)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                project.java(),
                "-Xms256m",
                "-XX:+UseSerialGC",
                "-cp",
                project.classPath(),
                client.getName(),
                Integer.toString(server.port()),
                requests.toString(),
                Integer.toString(WARM_UP_SECONDS),
                Integer.toString(seconds),
                Integer.toString(connections),
                check.bodyStart()));
    command.addAll(further);
    try (BenchProcess process =
        BenchProcess.start(
            "load generator",
            project,
            OptionalInt.of(core),
            command,
            Map.of(),
            project.benchFolder().resolve("load.log"))) {
      process.awaitSuccess(WARM_UP_SECONDS + seconds + START_SECONDS);
      Properties said = new Properties();
      said.load(new StringReader(process.output()));
      return new Load(
          Long.parseLong(said.getProperty("served")),
          Long.parseLong(said.getProperty("requests")),
          Double.parseDouble(said.getProperty("micros")) / 1e6,
          Load.errors(said),
          Load.latency(said),
          Double.parseDouble(said.getProperty("share")));
    }
  }
}
