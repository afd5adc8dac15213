package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** As many requests as a server answers: each connection sends the next after the last answer. */
final class Wrk {
  private static final String SCRIPT = "requests.lua";
  private static final double MICROS_A_TICK = 10_000;
  private static final int START_SECONDS = 120;

  private final Project project;
  private final int core;
  private final int connections;
  private final Path script;

  private Wrk(Project project, int core, int connections, Path script) {
    this.project = project;
    this.core = core;
    this.connections = connections;
    this.script = script;
  }

  static Wrk find(Project project, int core, int connections) throws BenchRefusal, IOException {
    for (String program : List.of("wrk", "taskset")) {
      if (Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
          .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
        throw new BenchRefusal(
            "%s is not installed: apt-get install %s"
                .formatted(program, program.equals("wrk") ? "wrk" : "util-linux"));
      }
    }
    Path script = project.benchFolder().resolve(SCRIPT);
    try (InputStream text = Wrk.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new IllegalStateException(SCRIPT + " is missing from the program");
      }
      Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Wrk(project, core, connections, script);
  }

  Load run(MeasuredServer server, Path requests, int seconds) throws IOException {
    try (BenchProcess wrk =
        BenchProcess.start(
            "wrk",
            project,
            OptionalInt.of(core),
            List.of(
                "wrk",
                "--threads",
                "1",
                "--connections",
                Integer.toString(connections),
                "--duration",
                seconds + "s",
                "--timeout",
                "5s",
                "--script",
                script.toString(),
                "http://127.0.0.1:" + server.port(),
                "--",
                requests.toString()),
            Map.of(),
            project.benchFolder().resolve("wrk.log"))) {
      wrk.awaitSuccess(seconds + START_SECONDS);
      Properties said = new Properties();
      said.load(new StringReader(wrk.output()));
      double micros = number(said, "micros");
      long answered = (long) number(said, "requests");
      return new Load(
          answered,
          answered,
          micros / 1e6,
          Load.errors(said),
          Load.latency(said),
          (number(said, "ticks.after") - number(said, "ticks.before")) * MICROS_A_TICK / micros);
    }
  }

  private static double number(Properties said, String name) throws IOException {
    String text = said.getProperty(name);
    if (text == null) {
      throw new IOException("wrk did not tell " + name);
    }
    return Double.parseDouble(text);
  }
}
