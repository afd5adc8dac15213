package com.bpmcentr.console.edge;

import com.bpmcentr.console.operation.Metrics;
import com.bpmcentr.console.operation.RecurringWork;
import com.bpmcentr.console.publishing.PublishingAlarms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every ten seconds how the edges are, and whether two of them go by one id. */
@Component
class EdgeWatch {

  private final EdgeQuery edges;
  private final PublishingAlarms alarms;
  private final RecurringWork work = new RecurringWork("looking at the edges", this::look);
  private volatile @Nullable List<EdgeRow> seen;

  EdgeWatch(EdgeQuery edges, PublishingAlarms alarms, Metrics metrics) {
    this.edges = edges;
    this.alarms = alarms;
    for (EdgeState state : EdgeState.values()) {
      metrics.gauge(
          "console.edges",
          "state",
          state.name().toLowerCase(Locale.ROOT),
          "Edges of the last 24 hours: heard of within 30 s, or lost",
          () -> ofSeen(rows -> rows.stream().filter(edge -> edge.state() == state).count()));
    }
    metrics.gauge(
        "console.edges.behind",
        "Live edges that lack entries of the feed",
        () -> ofSeen(rows -> live(rows).filter(EdgeWatch::isBehind).count()));
    metrics.gauge(
        "console.edges.receipt.lag.seconds",
        "Of the live edges' newest receipts, the longest time since the publishing",
        () -> ofSeen(EdgeWatch::longestLagSeconds));
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void tick() {
    if (!work.run()) {
      // what the database does not tell is not known
      seen = null;
    }
  }

  void look() {
    alarms.edgeIdsShared(edges.sharedIds());
    seen = edges.edges();
  }

  private double ofSeen(ToDoubleFunction<List<EdgeRow>> value) {
    List<EdgeRow> rows = seen;
    return rows == null ? Double.NaN : value.applyAsDouble(rows);
  }

  private static double longestLagSeconds(List<EdgeRow> rows) {
    return live(rows)
        .flatMap(edge -> Optional.ofNullable(edge.lagMillis()).stream())
        .mapToDouble(millis -> millis / 1_000.0)
        .max()
        .orElse(0);
  }

  private static Stream<EdgeRow> live(List<EdgeRow> rows) {
    return rows.stream().filter(edge -> edge.state() == EdgeState.LIVE);
  }

  private static boolean isBehind(EdgeRow edge) {
    Long behind = edge.behind();
    return behind == null || behind > 0;
  }
}
