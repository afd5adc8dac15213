package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.demo.postgres.DatabaseStartException;
import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.server.AtExit;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/**
 * Main of the process that runs one scenario: the project's folder, the command as it was given,
 * the scenario's name, its options.
 */
public final class Scenarios {
  private static final int FAILED = 1;

  private Scenarios() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    try {
      Project project = new Project(Path.of(given.get(0)), System.getProperty("java.class.path"));
      Scenario scenario = Scenario.valueOf(given.get(2));
      ScenarioReport report =
          ScenarioReport.begin(
              project.benchFolder().resolve("scenarios.md"),
              scenario.name().toLowerCase(Locale.ROOT),
              given.get(1),
              InstantSource.system().instant());
      scenario.run(project, ScenarioOptions.of(given.subList(3, given.size())), report);
    } catch (BenchRefusal | DatabaseStartException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException | SQLException | RuntimeException e) {
      // Nothing that was foreseen: its kind may say more than its message.
      fail(e.toString());
    } finally {
      AtExit.stopAll();
    }
  }

  private static void fail(String reason) {
    if (!AtExit.isStopping()) {
      System.out.println("bench: " + reason);
    }
    AtExit.stopAll();
    System.exit(FAILED);
  }
}
