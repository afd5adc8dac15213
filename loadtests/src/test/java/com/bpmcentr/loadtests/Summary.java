package com.bpmcentr.loadtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The result in a few lines of Markdown: shown at the end, and kept beside Gatling's report. */
final class Summary {
  private final StringBuilder text = new StringBuilder();

  private final LoadTest test;

  Summary(LoadTest test) {
    this.test = test;
    Options options = test.options();
    text.append("# %s against %s%n%n".formatted(options.suite(), options.url(LoadTest.BASE_URL)));
  }

  Summary phases(List<Schedule.Phase> phases) {
    text.append(
        "| phase | checks a second | checks | failed | p50 ms | p95 ms | p99 ms |%n".formatted());
    text.append("|---|---|---|---|---|---|---|%n".formatted());
    for (Schedule.Phase phase : phases) {
      PhaseTimes times = phase.times();
      if (times.checks() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.2f %% | %d | %d | %d |%n",
                phase.name(),
                phase.rate(),
                times.checks(),
                times.failurePercent(),
                times.percentile(50),
                times.percentile(95),
                times.percentile(99)));
      }
    }
    text.append(System.lineSeparator());
    return this;
  }

  Summary say(String line) {
    text.append(line).append(System.lineSeparator());
    return this;
  }

  Summary verdicts(Judgement judgement) {
    for (Judgement.Verdict verdict : judgement.verdicts()) {
      say("- %s: **%s**".formatted(verdict.name(), verdict.holds().getAsBoolean() ? "yes" : "NO"));
    }
    return this;
  }

  /** Prints it, and writes {@code summary.md} into the run's folder of reports. */
  void publish() {
    System.out.println();
    System.out.print(text);
    String folder = System.getProperty("loadtests.reports", "");
    if (folder.isEmpty()) {
      return;
    }
    try {
      Optional<Path> run = latestRun(Path.of(folder), test.getClass());
      if (run.isPresent()) {
        Files.writeString(run.get().resolve("summary.md"), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gatling does not tell a simulation where its report will be; it names folders by time. */
  private static Optional<Path> latestRun(Path folder, Class<?> simulation) throws IOException {
    String prefix = simulation.getSimpleName().toLowerCase(Locale.ROOT) + "-";
    try (Stream<Path> runs = Files.list(folder)) {
      return runs.filter(run -> run.getFileName().toString().startsWith(prefix))
          .max(Comparator.naturalOrder());
    }
  }
}
