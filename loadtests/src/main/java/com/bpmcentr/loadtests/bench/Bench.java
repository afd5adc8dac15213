package com.bpmcentr.loadtests.bench;

import com.bpmcentr.demo.postgres.DatabaseStartException;
import com.bpmcentr.loadtests.bench.http.HttpBench;
import com.bpmcentr.loadtests.bench.scenario.Scenario;
import com.bpmcentr.loadtests.bench.server.AtExit;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./mvnw -pl loadtests -Pbench}. The arguments are the project's folder and the class path
 * of this module; all else is set with {@link BenchOptions}.
 *
 * <p>This runs in Maven's process and does nothing while others are measured.
 */
public final class Bench {
  private static final int FAILED = 1;

  private Bench() {}

  private enum What {
    HTTP,
    JMH,
    FOOTPRINT,
    COLDSTART,
    PUSH,
    BULK,
    IMPORT,
    CONSOLE,
    USAGE,
    HOSTILE
  }

  public static void main(String[] arguments) {
    try {
      run(
          new Project(Path.of(arguments[0]).toAbsolutePath().normalize(), arguments[1]),
          System.getProperties());
    } catch (BenchRefusal | DatabaseStartException e) {
      fail(e.getMessage());
    } catch (IOException | SQLException | RuntimeException e) {
      // Nothing that was foreseen: its kind may say more than its message.
      fail(e.toString());
    } finally {
      AtExit.stopAll();
    }
  }

  static void run(Project project, Properties properties)
      throws BenchRefusal, IOException, SQLException {
    BenchOptions options = BenchOptions.read(properties);
    if (options.has(BenchOption.HELP)) {
      System.out.println(BenchOptions.help());
      return;
    }
    What what = options.constant(BenchOption.WHAT, What.class);
    if (!properties.getProperty("os.name", "").equals("Linux")) {
      throw new BenchRefusal("the benchmark needs Linux: it reads /proc");
    }
    switch (what) {
      case HTTP -> HttpBench.run(project, options);
      case JMH -> JmhBench.run(project, options);
      case FOOTPRINT, COLDSTART, PUSH, BULK, IMPORT, CONSOLE, USAGE, HOSTILE ->
          ScenarioBench.run(project, Scenario.valueOf(what.name()), options);
    }
  }

  private static void fail(@Nullable String reason) {
    if (!AtExit.isStopping()) {
      System.out.println("bench: " + reason);
    }
    AtExit.stopAll();
    System.exit(FAILED);
  }
}
