package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the start of an edge's process to its readiness, from the database and from its disk. */
final class ColdStart {
  private static final int SMALL = 1_000;
  private static final List<String> SUPPORTED = List.of();
  private static final List<String> WITHOUT_CACHE = List.of("-XX:AOTMode=off");

  private ColdStart() {}

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException, BenchRefusal {
    report.say(
        ("%d rounds each after one that is not counted, so the page cache is warm. PostgreSQL, the"
                + " edge and who asks it every %d ms share all processors.")
            .formatted(options.rounds(), StartingEdge.ASKED_EVERY.toMillis()));
    MarkdownTable table =
        new MarkdownTable("start", "until", "target", "min, ms", "median, ms", "max, ms");
    String log;
    try (SignedSet small = SignedSet.openOrMake(project, SMALL)) {
      add(table, "1,000 customers", "≤ 1500", rounds(project, options, small, SUPPORTED, null));
      add(table, "1,000, no AOT cache", "", rounds(project, options, small, WITHOUT_CACHE, null));
    }
    int customers = options.customers();
    try (SignedSet large = SignedSet.openOrMake(project, customers)) {
      add(
          table,
          "%,d customers".formatted(customers),
          customers == Scenario.MILLION ? "≤ 12000" : "",
          rounds(project, options, large, SUPPORTED, null));
      add(
          table,
          "%,d, from its disk".formatted(customers),
          customers == Scenario.MILLION ? "≤ 6000" : "",
          roundsFromDisk(project, options, large));
      log = addWatched(table, project, options, large);
    }
    report.table(table);
    report.say("What the edge logged at the last of these starts:");
    report.text(log);
  }

  private static void add(
      MarkdownTable table, String start, String target, List<StartingEdge.Moments> rounds) {
    row(table, start, "port open", "", rounds, StartingEdge.Moments::portOpen);
    row(table, "", "whole set held", "", rounds, StartingEdge.Moments::wholeSet);
    row(table, "", "ready", target, rounds, StartingEdge.Moments::ready);
  }

  private static void row(
      MarkdownTable table,
      String start,
      String until,
      String target,
      List<StartingEdge.Moments> rounds,
      ToLongFunction<StartingEdge.Moments> moment) {
    Samples samples = new Samples();
    rounds.forEach(round -> samples.add(moment.applyAsLong(round)));
    table.row(
        start,
        until,
        target,
        millis(samples.min()),
        millis(samples.median()),
        millis(samples.max()));
  }

  private static List<StartingEdge.Moments> rounds(
      Project project,
      ScenarioOptions options,
      SignedSet set,
      List<String> virtualMachine,
      @Nullable Path snapshots)
      throws IOException, SQLException, BenchRefusal {
    List<StartingEdge.Moments> rounds = new ArrayList<>();
    for (int round = 0; round <= options.rounds(); round++) {
      set.renewCheckpoint();
      try (StartingEdge edge =
          StartingEdge.start(project, set, virtualMachine, snapshots, options.firstPort())) {
        StartingEdge.Moments moments = edge.awaitReady();
        if (round > 0) {
          rounds.add(moments);
        } else if (snapshots != null) {
          edge.awaitKept(snapshots);
        }
      }
    }
    return rounds;
  }

  /** The start that is not counted reads the database; those after it what it has kept. */
  private static List<StartingEdge.Moments> roundsFromDisk(
      Project project, ScenarioOptions options, SignedSet set)
      throws IOException, SQLException, BenchRefusal {
    Path snapshots = Files.createTempDirectory(project.benchFolder(), "snapshots");
    try {
      return rounds(project, options, set, SUPPORTED, snapshots);
    } finally {
      try (Stream<Path> files = Files.list(snapshots)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(snapshots);
    }
  }

  /** One start more, until its last signature is checked; what it logged. */
  private static String addWatched(
      MarkdownTable table, Project project, ScenarioOptions options, SignedSet set)
      throws IOException, SQLException, BenchRefusal {
    set.renewCheckpoint();
    try (StartingEdge edge =
        StartingEdge.start(project, set, SUPPORTED, null, options.firstPort())) {
      edge.awaitReady();
      String checked =
          edge.awaitSignaturesChecked()
              .map(time -> Long.toString(time.toMillis()))
              .orElse("not told");
      table.row("", "all signatures checked (one start)", "", checked, checked, checked);
      return edge.log();
    }
  }

  private static String millis(long nanos) {
    return Long.toString(nanos / 1_000_000);
  }
}
