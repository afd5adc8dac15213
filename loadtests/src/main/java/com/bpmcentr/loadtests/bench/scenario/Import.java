package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** How fast customers come in by the bulk import, and are in force on every edge. */
final class Import {
  private static final String CONNECTOR = "rozetka";

  private Import() {}

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException {
    Samples received = new Samples();
    Samples done = new Samples();
    Samples applied = new Samples();
    Samples repeated = new Samples();
    List<ImportRun.Progress> progress = List.of();
    try (RunningSystem system = FilledSystem.startCopy(project, options);
        AdminApi api = system.adminApi()) {
      for (int round = 1; round <= options.rounds(); round++) {
        ImportLines lines = new ImportLines("round-" + round, CONNECTOR, options.customers());
        byte[] body = lines.toBody();
        ImportRun first = ImportRun.of(api, body);
        require(first, "imported", lines.count());
        long appliedAt = system.awaitProven(first.end().path("position").asString());
        requireAllValid(system, lines);
        ImportRun again = ImportRun.of(api, body);
        require(again, "unchanged", lines.count());
        received.add(first.acceptedAt() - first.sentAt());
        done.add(first.doneAt() - first.sentAt());
        applied.add(appliedAt - first.sentAt());
        repeated.add(again.doneAt() - again.sentAt());
        progress = first.progress();
      }
    }
    int count = options.customers();
    report.say(
        ("%,d customers an import, each with one key of its own and one bound subscription; %d"
                + " rounds, each on top of those before; %d edges. PostgreSQL, the console, the"
                + " edges and the sender share all processors. After each round every key was asked"
                + " on every edge, and all were VALID; sent again, all lines were `unchanged`.")
            .formatted(count, options.rounds(), options.edges()));
    report.table(
        new MarkdownTable("customers a second, from the sending", "target", "min", "median", "max")
            .row(row("to the 202: all lines are in", "", count, received))
            .row(row("to `done`", "≥ 5,000", count, done))
            .row(row("to applied by every edge", "≥ 5,000", count, applied))
            .row(row("the same again, to `done`", "", count, repeated)));
    MarkdownTable steps = new MarkdownTable("last round, s", "state", "lines done");
    // About twenty of them say it as well as all.
    int step = Math.max(1, progress.size() / 20);
    for (int i = 0; i < progress.size(); i += step) {
      steps.row(cells(progress.get(i)));
    }
    steps.row(cells(progress.getLast()));
    report.table(steps);
  }

  private static String[] cells(ImportRun.Progress progress) {
    return new String[] {
      String.format(Locale.ROOT, "%.1f", progress.nanos() / 1e9),
      progress.state(),
      "%,d".formatted(progress.done())
    };
  }

  /** The slowest round has the lowest rate. */
  private static String[] row(String until, String target, int count, Samples nanos) {
    return new String[] {
      until,
      target,
      perSecond(count, nanos.max()),
      perSecond(count, nanos.median()),
      perSecond(count, nanos.min())
    };
  }

  static String perSecond(int count, long nanos) {
    return "%,d".formatted(Math.round(count / (nanos / 1e9)));
  }

  private static void require(ImportRun run, String field, int expected) throws IOException {
    if (run.end().path(field).asLong() != expected) {
      throw new IOException("not all lines are " + field + ": " + run.end());
    }
  }

  static void requireAllValid(RunningSystem system, ImportLines lines) throws IOException {
    for (int port : system.edgePorts()) {
      int valid = Sweep.countValid(port, lines.checks());
      if (valid != lines.count()) {
        throw new IOException("only %,d of %,d are VALID".formatted(valid, lines.count()));
      }
    }
  }
}
