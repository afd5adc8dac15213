package com.bpmcentr.loadtests.bench;

import com.bpmcentr.loadtests.bench.scenario.Scenario;
import com.bpmcentr.loadtests.bench.scenario.ScenarioOptions;
import com.bpmcentr.loadtests.bench.scenario.Scenarios;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One scenario, in a process of its own: Maven's is not compiled for speed. */
final class ScenarioBench {
  private static final int LOAD_SECONDS = 30;

  private ScenarioBench() {}

  static void run(Project project, Scenario scenario, BenchOptions options)
      throws BenchRefusal, IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                project.java(),
                "-cp",
                project.classPath(),
                Scenarios.class.getName(),
                project.folder().toString(),
                command(System.getProperties()),
                scenario.name()));
    command.addAll(read(scenario, options).toArguments());
    BenchProcess.runToEnd(BenchOptions.nameOf(scenario), project, command);
  }

  static ScenarioOptions read(Scenario scenario, BenchOptions options) throws BenchRefusal {
    List<Integer> customers =
        options.has(BenchOption.CUSTOMERS) ? options.customers() : List.of(scenario.customers());
    if (customers.size() > 1) {
      throw new BenchRefusal("-Dbench.customers must be one number for a scenario");
    }
    return new ScenarioOptions(
        customers.getFirst(),
        options.number(BenchOption.EDGES, 1, 8),
        options.number(BenchOption.RATE, 1, 100_000),
        options.has(BenchOption.SECONDS)
            ? options.number(BenchOption.SECONDS, 1, 3_600)
            : LOAD_SECONDS,
        options.number(BenchOption.SAMPLES, 4, 100_000),
        options.number(BenchOption.ROUNDS, 1, 1_000),
        options.number(BenchOption.PORT, 1_024, 65_000));
  }

  /** What gives the same figures again. */
  static String command(Properties given) {
    return new TreeSet<>(given.stringPropertyNames())
        .stream()
            .filter(name -> BenchOption.find(name).isPresent())
            .map(name -> " -D" + name + "=" + given.getProperty(name))
            .collect(Collectors.joining("", "./mvnw -pl loadtests -Pbench", ""));
  }
}
