package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.http.Check;
import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.server.Project;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the admin API's answer to the first denial on every edge, with and without load by other
 * customers; and whether those others notice.
 */
final class Push {
  private static final int TARGET_MILLIS = 15;
  private static final String CONNECTOR = "rozetka";
  private static final long CHANGE_EVERY_NANOS = 50_000_000;
  private static final List<Withdrawal> CHANGES = List.of(Withdrawal.values());
  private static final long LOAD_WARM_UP_NANOS = 5_000_000_000L;
  private static final int WARM_UP_CHANGES = 60;
  private static final int CHANGES_A_WINDOW = 40;

  private final RunningSystem system;
  private final ChangeTimer timer;
  private final List<Check> others;

  private Push(RunningSystem system, ChangeTimer timer, List<Check> others) {
    this.system = system;
    this.timer = timer;
    this.others = others;
  }

  /** Times of one load level, in nanoseconds. */
  private record Outcome(
      int ratePerEdge,
      Map<Withdrawal, Samples> untilDenied,
      Samples callTimes,
      Samples othersWithChanges,
      Samples othersWithout) {

    Samples all() {
      Samples all = new Samples();
      untilDenied.values().forEach(all::addAll);
      return all;
    }
  }

  static void run(Project project, ScenarioOptions options, ScenarioReport report)
      throws IOException, SQLException {
    List<Outcome> outcomes;
    try (RunningSystem system = FilledSystem.startCopy(project, options)) {
      outcomes = measure(system, options);
    }
    report.say(
        ("PostgreSQL, the console, %d edges, the load and the probes share all processors. A time is"
                + " that between the first byte of the admin API's answer and the sending of the"
                + " first check that is denied, on the slowest edge; each edge is asked once a"
                + " millisecond, so a change may have been in force up to 1 ms (and an answer's time)"
                + " before. A negative time: denied before the answer was there. One change each"
                + " %d ms, the customers beside them %,d.")
            .formatted(options.edges(), CHANGE_EVERY_NANOS / 1_000_000, options.customers()));
    MarkdownTable changes =
        new MarkdownTable(
            "checks/s an edge", "change", "samples", "min, ms", "p50, ms", "p99, ms", "max, ms");
    for (Outcome outcome : outcomes) {
      String rate = "%,d".formatted(outcome.ratePerEdge);
      outcome.untilDenied.forEach(
          (change, samples) -> changes.row(cells(rate, change.words(), samples)));
      changes.row(cells(rate, "all (p99 ≤ " + TARGET_MILLIS + ")", outcome.all()));
      changes.row(cells(rate, "the call itself", outcome.callTimes));
    }
    report.table(changes);
    MarkdownTable others =
        new MarkdownTable("checks/s an edge", "others' checks", "samples", "p50, ms", "p99, ms");
    for (Outcome outcome : outcomes) {
      if (outcome.ratePerEdge > 0) {
        String rate = "%,d".formatted(outcome.ratePerEdge);
        Samples without = outcome.othersWithout;
        Samples with = outcome.othersWithChanges;
        double more = 100.0 * with.percentile(99) / without.percentile(99) - 100;
        others.row(rate, "in windows without changes", count(without), p50(without), p99(without));
        others.row(rate, "in windows with changes", count(with), p50(with), p99(with));
        others.row(rate, "more (≤ +10 %)", "", "", String.format(Locale.ROOT, "%+.0f %%", more));
      }
    }
    report.table(others);
  }

  private static String[] cells(String rate, String what, Samples samples) {
    return new String[] {
      rate,
      what,
      count(samples),
      ScenarioReport.millis(samples.min()),
      p50(samples),
      p99(samples),
      ScenarioReport.millis(samples.max())
    };
  }

  private static String count(Samples samples) {
    return "%,d".formatted(samples.size());
  }

  private static String p50(Samples samples) {
    return ScenarioReport.millis(samples.median());
  }

  private static String p99(Samples samples) {
    return ScenarioReport.millis(samples.percentile(99));
  }

  private static List<Outcome> measure(RunningSystem system, ScenarioOptions options)
      throws IOException {
    List<Integer> rates = List.of(0, options.rate());
    int samples = options.samples();
    ImportLines others = new ImportLines("others", CONNECTOR, options.customers());
    try (AdminApi api = system.adminApi();
        ChangeTimer timer = new ChangeTimer(system, api)) {
      ImportRun.of(api, others.toBody());
      int changes = WARM_UP_CHANGES + rates.size() * samples;
      List<Subscriber> subscribers = Subscriber.createAll(api, 0, changes);
      for (int i = 0; i < WARM_UP_CHANGES; i++) {
        timer.make(CHANGES.get(i % CHANGES.size()), subscribers.get(i));
      }
      Push push = new Push(system, timer, others.checks());
      List<Outcome> outcomes = new ArrayList<>();
      int next = WARM_UP_CHANGES;
      for (int rate : rates) {
        outcomes.add(push.level(rate, subscribers.subList(next, next + samples)));
        next += samples;
      }
      return outcomes;
    }
  }

  private static Outcome newOutcome(int rate) {
    Map<Withdrawal, Samples> untilDenied = new EnumMap<>(Withdrawal.class);
    for (Withdrawal change : CHANGES) {
      untilDenied.put(change, new Samples());
    }
    return new Outcome(rate, untilDenied, new Samples(), new Samples(), new Samples());
  }

  private Outcome level(int rate, List<Subscriber> subscribers) throws IOException {
    Outcome outcome = newOutcome(rate);
    List<BackgroundLoad> loads = new ArrayList<>();
    try {
      if (rate > 0) {
        List<byte[]> requests = others.stream().map(Check::request).toList();
        for (int port : system.edgePorts()) {
          loads.add(new BackgroundLoad(port, requests, rate));
        }
        loads.forEach(BackgroundLoad::start);
        Pauses.until(System.nanoTime() + LOAD_WARM_UP_NANOS);
      }
      for (int from = 0; from < subscribers.size(); from += CHANGES_A_WINDOW) {
        int to = Math.min(from + CHANGES_A_WINDOW, subscribers.size());
        loads.forEach(load -> load.recordTo(outcome.othersWithChanges()));
        long start = System.nanoTime();
        for (int i = from; i < to; i++) {
          Withdrawal change = CHANGES.get(i % CHANGES.size());
          ChangeTimer.Times times = timer.make(change, subscribers.get(i));
          outcome.callTimes.add(times.call());
          outcome.untilDenied.getOrDefault(change, new Samples()).add(times.untilDenied());
          Pauses.until(start + (i + 1 - from) * CHANGE_EVERY_NANOS);
        }
        loads.forEach(load -> load.recordTo(outcome.othersWithout()));
        Pauses.until(System.nanoTime() + (System.nanoTime() - start));
        loads.forEach(load -> load.recordTo(null));
      }
      long refused = loads.stream().mapToLong(BackgroundLoad::refused).sum();
      if (refused > 0) {
        throw new IOException(refused + " checks of other customers were not answered VALID");
      }
    } finally {
      for (BackgroundLoad load : loads) {
        load.close();
      }
    }
    return outcome;
  }
}
