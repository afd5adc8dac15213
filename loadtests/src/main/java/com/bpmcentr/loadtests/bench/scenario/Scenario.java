package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.SQLException;

/** What can be run beside throughput and latency. */
public enum Scenario {
  FOOTPRINT(Scenario.MILLION) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException, BenchRefusal {
      Footprint.run(project, options, report);
    }
  },
  COLDSTART(Scenario.MILLION) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException, BenchRefusal {
      ColdStart.run(project, options, report);
    }
  },
  PUSH(1_000) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException {
      Push.run(project, options, report);
    }
  },
  BULK(10_000) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException {
      Bulk.run(project, options, report);
    }
  },
  IMPORT(50_000) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException {
      Import.run(project, options, report);
    }
  },
  CONSOLE(Scenario.MILLION) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException {
      ConsoleLists.run(project, options, report);
    }
  },
  USAGE(Scenario.MILLION) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException {
      UsageLoad.run(project, options, report);
    }
  },
  HOSTILE(1_000, 1_000, 4) {
    @Override
    void run(Project project, ScenarioOptions options, ScenarioReport report)
        throws IOException, SQLException, BenchRefusal {
      Hostile.run(project, options, report);
    }
  };

  static final int MILLION = 1_000_000;

  private final int customers;
  private final int rate;
  private final int seconds;

  Scenario(int customers) {
    this(customers, 10_000, 30);
  }

  Scenario(int customers, int rate, int seconds) {
    this.customers = customers;
    this.rate = rate;
    this.seconds = seconds;
  }

  /** How many customers unless it is said. */
  public int customers() {
    return customers;
  }

  /** How many checks a second unless it is said. */
  public int rate() {
    return rate;
  }

  /** How long a load lasts unless it is said. */
  public int seconds() {
    return seconds;
  }

  /** Starts what it needs, measures, stops all of it, and reports. */
  abstract void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException, BenchRefusal;
}
