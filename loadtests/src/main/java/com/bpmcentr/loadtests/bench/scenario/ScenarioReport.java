package com.bpmcentr.loadtests.bench.scenario;

import com.bpmcentr.loadtests.bench.report.MarkdownTable;
import com.bpmcentr.loadtests.bench.report.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;

/** What a scenario found, printed and appended to a file in Markdown. */
final class ScenarioReport {
  private final Path file;

  private ScenarioReport(Path file) {
    this.file = file;
  }

  /** Begins a section with the machine, the command and the date. */
  static ScenarioReport begin(Path file, String scenario, String command, Instant now)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ScenarioReport report = new ScenarioReport(file);
    report.say("### " + scenario);
    report.say(Origin.here(command, now).toString());
    return report;
  }

  /** A paragraph. */
  void say(String words) throws IOException {
    append(words + "\n\n");
  }

  void table(MarkdownTable table) throws IOException {
    append(table + "\n");
  }

  /** Lines as they are. */
  void text(String lines) throws IOException {
    append("```\n" + lines.strip() + "\n```\n\n");
  }

  /** Nanoseconds as milliseconds with two decimals. */
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  /** Nanoseconds as seconds with two decimals. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
  }

  private void append(String text) throws IOException {
    System.out.print(text);
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
