package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.http.Load.Percentile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All results as Markdown. */
final class Report {
  private static final String NOTHING = "–";

  private final Machine machine;
  private final String command;
  private final Instant begun;
  private final double loadAverage;
  private final List<CaseResult> results = new ArrayList<>();

  Report(Machine machine, String command, Instant begun, double loadAverage) {
    this.machine = machine;
    this.command = command;
    this.begun = begun;
    this.loadAverage = loadAverage;
  }

  void add(CaseResult result) {
    results.add(result);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("`").append(command).append("`, ").append(begun).append("  \n");
    text.append(machine).append("; load average at the start ").append(loadAverage).append("\n");
    text.append(
        "\nThroughput, one core for the server and one for the load: min / **median** / max\n\n");
    text.append(
        """
        | customers | case | server | requests/s | of the floor | p50 µs | p99 µs | p99.9 µs \
        | CPU µs/request | of the floor | server | loader | void |
        |--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """);
    for (CaseResult result : results) {
      for (ServerKind server : ServerKind.values()) {
        row(text, result, server, result.throughput(), true);
      }
    }
    text.append("\nLatency at 60 % of the floor's maximum, from the moment a request was due:");
    text.append(" min / **median** / max\n\n");
    text.append(
        """
        | customers | case | server | requests/s | p50 µs | p99 µs | p99 of the floor's \
        | p99.9 µs | CPU µs/request | loader | void |
        |--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|
        """);
    for (CaseResult result : results) {
      for (ServerKind server : ServerKind.values()) {
        row(text, result, server, result.latency(), false);
      }
    }
    doubts(text);
    return text.toString();
  }

  private static void row(
      StringBuilder text,
      CaseResult result,
      ServerKind server,
      Comparison comparison,
      boolean throughput) {
    List<Round> rounds = comparison.rounds(server);
    if (rounds.isEmpty()) {
      return;
    }
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "%,d", result.customers()));
    cells.add(result.check().title());
    cells.add(server.title());
    cells.add(spread(comparison.spread(server, Round::requestsASecond), "%.0f"));
    if (throughput) {
      cells.add(ratio(comparison.ratioToFloor(server, Round::requestsASecond)));
    }
    cells.add(spread(comparison.spread(server, latency(Percentile.P50)), "%.0f"));
    cells.add(spread(comparison.spread(server, latency(Percentile.P99)), "%.0f"));
    if (!throughput) {
      cells.add(ratio(comparison.ratioToFloor(server, latency(Percentile.P99))));
    }
    cells.add(spread(comparison.spread(server, latency(Percentile.P999)), "%.0f"));
    cells.add(spread(comparison.spread(server, Round::serverCpuMicros), "%.2f"));
    if (throughput) {
      cells.add(ratio(comparison.ratioToFloor(server, Round::serverCpuMicros)));
      cells.add(percent(comparison.spread(server, Round::serverPercent).map(Spread::min)));
    }
    cells.add(percent(comparison.spread(server, Round::loaderPercent).map(Spread::max)));
    cells.add(rounds.stream().filter(Round::isVoid).count() + " of " + rounds.size());
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void doubts(StringBuilder text) {
    List<String> lines = new ArrayList<>();
    for (CaseResult result : results) {
      for (Comparison comparison : List.of(result.throughput(), result.latency())) {
        for (ServerKind server : ServerKind.values()) {
          for (Round round : comparison.rounds(server)) {
            round
                .doubt()
                .ifPresent(
                    doubt ->
                        lines.add(
                            "- %,d customers, %s, %s: %s"
                                .formatted(
                                    result.customers(),
                                    result.check().title(),
                                    server.title(),
                                    doubt)));
          }
        }
      }
    }
    if (!lines.isEmpty()) {
      text.append("\nVoid rounds, which count for nothing above:\n\n");
      text.append(String.join("\n", lines)).append('\n');
    }
  }

  private static ToDoubleFunction<Round> latency(Percentile percentile) {
    return round -> round.load().latency().getOrDefault(percentile, Double.NaN);
  }

  private static String spread(Optional<Spread> figure, String format) {
    return figure
        .map(
            spread ->
                String.format(
                    Locale.ROOT,
                    format + " / **" + format + "** / " + format,
                    spread.min(),
                    spread.median(),
                    spread.max()))
        .orElse(NOTHING);
  }

  private static String percent(Optional<Double> share) {
    return share.map(value -> String.format(Locale.ROOT, "%.0f %%", value)).orElse(NOTHING);
  }

  private static String ratio(Optional<Double> ratio) {
    return ratio.map(value -> String.format(Locale.ROOT, "**%.3f**", value)).orElse(NOTHING);
  }
}
