package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.BenchRefusal;
import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.Project;
import com.bpmcentr.loadtests.bench.set.CheckpointRenewal;
import com.bpmcentr.loadtests.bench.set.SignedSet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What those who have a key notice while nine of ten requests are somebody's who attacks. */
final class Hostile {
  private static final int HOSTILE_A_CHECK = 9;
  private static final double RATIO_TARGET = 2;
  private static final int EDGE_CORE = 0;
  private static final int LOAD_CORE = 1;
  private static final int WARM_UP_SECONDS = 10;

  /** Of each attack, before one that counts. */
  private static final int FIRST_SECONDS = 20;

  /** Until the attackers' own code is compiled, and the budgets of a moment are used up. */
  private static final int SETTLE_SECONDS = 4;

  private final Project project;
  private final ScenarioOptions options;
  private final Pattern wanted;
  private final Map<Attack, List<Turn>> turns = new EnumMap<>(Attack.class);

  private Hostile(Project project, ScenarioOptions options) {
    this.project = project;
    this.options = options;
    wanted = Pattern.compile(options.attacks());
  }

  /**
   * The honest client alone, then beside attackers.
   *
   * @param edgeShare how much of its processor the edge used under attack, 0 to 1
   */
  private record Turn(
      HonestChecks.Window alone,
      HonestChecks.Window under,
      Attackers.Result attack,
      double edgeShare) {

    double ratio() {
      return (double) under.p99() / alone.p99();
    }
  }

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException, BenchRefusal {
    Hostile hostile = new Hostile(project, options);
    try (SignedSet set = SignedSet.openOrMake(project, options.customers());
        var _ = CheckpointRenewal.start(set)) {
      set.toTheSidelines(LOAD_CORE);
      hostile.attack(set, false, Map.of());
      hostile.attack(set, true, EdgeCertificate.make(project));
    }
    hostile.report(report);
  }

  private void attack(SignedSet set, boolean tls, Map<String, String> settings) throws IOException {
    List<Attack> attacks =
        Arrays.stream(Attack.values())
            .filter(attack -> attack.tls() == tls && wanted.matcher(attack.title()).find())
            .toList();
    if (attacks.isEmpty()) {
      return;
    }
    Path keys = set.files().keys();
    try (EdgeProcess edge = EdgeProcess.start(project, set, OptionalInt.of(EDGE_CORE), settings)) {
      Target target = new Target(edge.port(), tls);
      try (HonestChecks honest =
          HonestChecks.start(project, LOAD_CORE, target, keys, options.rate())) {
        honest.window(WARM_UP_SECONDS);
        for (Attack attack : attacks) {
          // does not count: what an attack has the edge do is compiled with its first time
          turn(edge, target, honest, attack, FIRST_SECONDS);
        }
        for (int round = 0; round < options.rounds(); round++) {
          for (Attack attack : attacks) {
            turns
                .computeIfAbsent(attack, first -> new ArrayList<>())
                .add(turn(edge, target, honest, attack, options.seconds()));
          }
        }
      }
    }
  }

  private Turn turn(
      EdgeProcess edge, Target target, HonestChecks honest, Attack attack, int counted)
      throws IOException {
    HonestChecks.Window alone = honest.window(counted);
    int seconds = SETTLE_SECONDS + counted;
    try (Attackers attackers =
        Attackers.start(
            project, LOAD_CORE, target, attack, HOSTILE_A_CHECK * options.rate(), seconds)) {
      Pauses.until(System.nanoTime() + SETTLE_SECONDS * 1_000_000_000L);
      long cpuBefore = edge.process().cpuMicros();
      HonestChecks.Window under = honest.window(counted);
      double share = (edge.process().cpuMicros() - cpuBefore) / (counted * 1e6);
      Turn turn = new Turn(alone, under, attackers.result(seconds), share);
      System.out.printf(
          Locale.ROOT,
          "%s: p99 %s ms alone, %s ms under attack; %s%n",
          attack.title(),
          ScenarioReport.millis(alone.p99()),
          ScenarioReport.millis(under.p99()),
          turn.attack().outcomes());
      return turn;
    }
  }

  private void report(ScenarioReport report) throws IOException {
    report.say(
        "%,d checks a second with valid keys on 32 connections, for %d s alone, then for %d s with"
                .formatted(options.rate(), options.seconds(), options.seconds())
            + " nine times as many hostile acts a second, by 16 attackers; %d rounds, in turn."
                .formatted(options.rounds())
            + " %,d customers; the edge with one event loop and its budgets as they are by default,"
                .formatted(options.customers())
            + " alone on its processor; the honest client and the attackers on another, where the"
            + " attackers get what it leaves. Times from when a check was due, right to 0.1 ms:"
            + " medians of the rounds, the ratio with its least and greatest.");
    MarkdownTable table =
        new MarkdownTable(
            "attack",
            "acts/s",
            "what came of them",
            "edge's processor",
            "p50 alone, ms",
            "under, ms",
            "p99 alone, ms",
            "under, ms",
            "ratio (≤ 2)",
            "checks failed");
    turns.forEach((attack, all) -> row(table, attack, all));
    report.table(table);
  }

  private void row(MarkdownTable table, Attack attack, List<Turn> all) {
    double[] ratios = all.stream().mapToDouble(Turn::ratio).sorted().toArray();
    double ratio = median(ratios);
    table.row(
        attack.title(),
        "%,.0f"
            .formatted(
                median(
                    all.stream()
                        .mapToDouble(
                            turn ->
                                turn.attack().acts()
                                    / (double) (SETTLE_SECONDS + options.seconds()))
                        .toArray())),
        all.getLast().attack().outcomes(),
        "%.0f %%".formatted(100 * median(all.stream().mapToDouble(Turn::edgeShare).toArray())),
        millis(all.stream().mapToDouble(turn -> turn.alone().p50()).toArray()),
        millis(all.stream().mapToDouble(turn -> turn.under().p50()).toArray()),
        millis(all.stream().mapToDouble(turn -> turn.alone().p99()).toArray()),
        millis(all.stream().mapToDouble(turn -> turn.under().p99()).toArray()),
        String.format(
            Locale.ROOT,
            ratio > RATIO_TARGET ? "**%.2f** (%.2f–%.2f)" : "%.2f (%.2f–%.2f)",
            ratio,
            ratios[0],
            ratios[ratios.length - 1]),
        "%,d of %,d"
            .formatted(
                all.stream().mapToLong(turn -> turn.under().wrong()).sum(),
                all.stream().mapToLong(turn -> turn.under().checks()).sum()));
  }

  private static String millis(double[] nanos) {
    return ScenarioReport.millis((long) median(nanos));
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
