package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** A fixed number of requests a second, by {@link OpenLoopClient} in a process of its own. */
final class OpenLoop {
  private static final int START_SECONDS = 60;

  /** Seconds that do not count, for the client's own sake: its code must be compiled first. */
  static final int WARM_UP_SECONDS = 2;

  private final Project project;
  private final int core;
  private final int connections;

  OpenLoop(Project project, int core, int connections) {
    this.project = project;
    this.core = core;
    this.connections = connections;
  }

  Load run(MeasuredServer server, Path requests, CheckCase check, int rate, int seconds)
      throws IOException {
    try (BenchProcess client =
        BenchProcess.start(
            "open-loop client",
            project,
            OptionalInt.of(core),
            List.of(
                project.java(),
                "-Xms256m",
                "-XX:+UseSerialGC",
                "-cp",
                project.classPath(),
                OpenLoopClient.class.getName(),
                Integer.toString(server.port()),
                requests.toString(),
                Integer.toString(rate),
                Integer.toString(WARM_UP_SECONDS),
                Integer.toString(seconds),
                Integer.toString(connections),
                check.bodyStart()),
            Map.of(),
            project.benchFolder().resolve("open-loop.log"))) {
      client.awaitSuccess(WARM_UP_SECONDS + seconds + START_SECONDS);
      Properties said = new Properties();
      said.load(new StringReader(client.output()));
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
