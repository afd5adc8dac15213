package com.bpmcentr.loadtests.bench;

import com.bpmcentr.loadtests.bench.scenario.Scenario;
import com.bpmcentr.loadtests.bench.scenario.ScenarioOptions;
import com.bpmcentr.loadtests.bench.scenario.Scenarios;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One scenario, in a process of its own: Maven's is not compiled for speed. */
final class ScenarioBench {
  private ScenarioBench() {}

  static void run(Project project, Scenario scenario, BenchOptions options)
      throws BenchRefusal, IOException {
    ScenarioOptions read = read(scenario, options);
    FreePorts.require(read.firstPort());
    List<String> command =
        new ArrayList<>(
            List.of(
                project.java(),
                "-cp",
                project.classPath(),
                Scenarios.class.getName(),
                project.folder().toString(),
                options.command(),
                scenario.name()));
    command.addAll(read.toArguments());
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
        options.number(BenchOption.EDGES),
        options.has(BenchOption.RATE) ? options.number(BenchOption.RATE) : scenario.rate(),
        options.has(BenchOption.SECONDS) ? options.number(BenchOption.SECONDS) : scenario.seconds(),
        options.number(BenchOption.SAMPLES),
        options.number(BenchOption.ROUNDS),
        options.number(BenchOption.PORT),
        options.number(BenchOption.AMONG),
        options.pattern(BenchOption.ATTACKS));
  }
}
