package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.demo.postgres.Folders;
import com.bpmcentr.loadtests.bench.server.BenchProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A running system among many customers. They are made once for each number of them and stay in
 * {@code target/bench/console-<customers>}, until the schema changes or what they are made by.
 */
final class FilledSystem {
  private static final int COPY_SECONDS = 600;
  private static final String FINGERPRINT = "filled";

  private FilledSystem() {}

  private interface Preparation {
    void of(Connection superuser) throws IOException, SQLException;
  }

  /** Starts it on the customers themselves: what is changed stays changed. */
  static RunningSystem start(Project project, int customers, int firstPort, int edges)
      throws IOException, SQLException {
    Path folder = folder(project, customers);
    if (isFilled(project, folder)) {
      RunningSystem system = RunningSystem.startIn(folder, project, firstPort, edges);
      return prepared(system, ConsoleRows::nothingIsDue);
    }
    Folders.delete(folder);
    RunningSystem system = RunningSystem.startIn(folder, project, firstPort, edges);
    long begun = System.nanoTime();
    prepared(
        system,
        superuser -> {
          ConsoleRows.fill(superuser, customers);
          ConsoleRows.nothingIsDue(superuser);
        });
    Files.writeString(folder.resolve(FINGERPRINT), ConsoleRows.fingerprint(project));
    System.out.printf("filled in %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
    return system;
  }

  /**
   * Starts it on an empty database, or on a copy of as many customers as the options say it is to
   * be among.
   */
  static RunningSystem startCopy(Project project, ScenarioOptions options)
      throws IOException, SQLException {
    if (options.among() == 0) {
      return RunningSystem.start(project, options.firstPort(), options.edges());
    }
    Path original = folder(project, options.among());
    if (!isFilled(project, original)) {
      start(project, options.among(), options.firstPort(), options.edges()).close();
    }
    Path copy = RunningSystem.folder(project);
    Folders.delete(copy);
    try (BenchProcess copying =
        BenchProcess.start(
            "copy",
            project,
            OptionalInt.empty(),
            List.of("cp", "-a", original.toString(), copy.toString()),
            Map.of(),
            project.benchFolder().resolve("copy.log"))) {
      copying.awaitSuccess(COPY_SECONDS);
    }
    return prepared(
        RunningSystem.startIn(copy, project, options.firstPort(), options.edges()),
        ConsoleRows::nothingIsDue);
  }

  private static Path folder(Project project, int customers) {
    return project.benchFolder().resolve("console-" + customers);
  }

  private static boolean isFilled(Project project, Path folder) throws IOException {
    Path filled = folder.resolve(FINGERPRINT);
    return Files.exists(filled)
        && Files.readString(filled).equals(ConsoleRows.fingerprint(project));
  }

  private static RunningSystem prepared(RunningSystem system, Preparation preparation)
      throws IOException, SQLException {
    try (Connection superuser = system.connectAsSuperuser()) {
      preparation.of(superuser);
      return system;
    } catch (IOException | SQLException | RuntimeException e) {
      system.close();
      throw e;
    }
  }
}
