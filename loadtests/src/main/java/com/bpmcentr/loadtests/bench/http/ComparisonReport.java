package com.bpmcentr.loadtests.bench.http;

import com.bpmcentr.loadtests.bench.http.Load.Percentile;
import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.report.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All results as Markdown. */
final class ComparisonReport {
  private static final String NOTHING = "–";

  private final Origin origin;
  private final List<CaseResult> results = new ArrayList<>();

  ComparisonReport(Origin origin) {
    this.origin = origin;
  }

  void add(CaseResult result) {
    results.add(result);
  }

  String text() {
    MarkdownTable throughput =
        new MarkdownTable(
            "customers",
            "case",
            "server",
            "requests/s",
            "of the floor",
            "p50 µs",
            "p99 µs",
            "p99.9 µs",
            "CPU µs/request",
            "of the floor",
            "server",
            "loader",
            "void");
    MarkdownTable latency =
        new MarkdownTable(
            "customers",
            "case",
            "server",
            "requests/s",
            "p50 µs",
            "p99 µs",
            "p99 of the floor's",
            "p99.9 µs",
            "CPU µs/request",
            "loader",
            "void");
    for (CaseResult result : results) {
      for (ServerKind server : ServerKind.values()) {
        row(throughput, result, server, result.throughput(), true);
        row(latency, result, server, result.latency(), false);
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(origin);
    text.append("\n\nThroughput, one core for the server and one for the load:");
    text.append(" min / **median** / max\n\n");
    text.append(throughput);
    text.append("\nLatency at 60 % of the floor's maximum, from the moment a request was due:");
    text.append(" min / **median** / max\n\n");
    text.append(latency);
    doubts(text);
    return text.toString();
  }

  private static void row(
      MarkdownTable table,
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
    table.row(cells.toArray(String[]::new));
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
