package com.bpmcentr.loadtests.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.loadtests.bench.server.EdgeProcess;
import com.bpmcentr.loadtests.bench.server.MeasuredServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the edge says it has decided so far: {@code edge_decisions_total} of its metrics. */
record DecisionCounts(Map<DecisionCode, Long> byCode) {
  private static final Pattern LINE =
      Pattern.compile("^edge_decisions_total\\{code=\"(\\w+)\"} (\\S+)$", Pattern.MULTILINE);

  /** Those of an edge; no other server counts. */
  static Optional<DecisionCounts> of(MeasuredServer server) throws IOException {
    if (!(server instanceof EdgeProcess edge)) {
      return Optional.empty();
    }
    URI metrics = URI.create("http://127.0.0.1:" + edge.operationsPort() + "/metrics");
    try (InputStream text = metrics.toURL().openStream()) {
      return Optional.of(parse(new String(text.readAllBytes(), UTF_8)));
    }
  }

  static DecisionCounts parse(String metrics) throws IOException {
    Map<DecisionCode, Long> counts = new EnumMap<>(DecisionCode.class);
    Matcher line = LINE.matcher(metrics);
    while (line.find()) {
      counts.put(DecisionCode.valueOf(line.group(1)), (long) Double.parseDouble(line.group(2)));
    }
    if (counts.isEmpty()) {
      throw new IOException("the edge's metrics count no decisions");
    }
    return new DecisionCounts(counts);
  }

  /**
   * What is wrong when, since these, so many answers came that must all have one of the codes.
   * Those still under way when the load ended may be more.
   */
  Optional<String> wrongSince(DecisionCounts before, Set<DecisionCode> codes, long answers) {
    long right = 0;
    for (Map.Entry<DecisionCode, Long> entry : byCode.entrySet()) {
      long since = entry.getValue() - before.byCode.getOrDefault(entry.getKey(), 0L);
      if (codes.contains(entry.getKey())) {
        right += since;
      } else if (since > 0) {
        return Optional.of(since + " decisions were " + entry.getKey());
      }
    }
    return right < answers
        ? Optional.of("only %d of %d answers were decisions".formatted(right, answers))
        : Optional.empty();
  }
}
