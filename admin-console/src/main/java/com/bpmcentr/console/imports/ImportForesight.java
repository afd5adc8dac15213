package com.bpmcentr.console.imports;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an import would, and says what would become of it; keeps nothing of it. */
@Component
final class ImportForesight {

  private final LineParser parser;
  private final BlockImporter blocks;
  private final ImportLimits limits;
  private final Clock clock;

  ImportForesight(LineParser parser, BlockImporter blocks, ImportLimits limits, Clock clock) {
    this.parser = parser;
    this.blocks = blocks;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Reads to the end; empty where there are more lines than may be.
   *
   * @throws IOException when the stream breaks off
   * @throws ImportGivenUpException when it went on too slowly
   */
  Optional<ImportPreview> look(LineReader reader, LineReader.Line first) throws IOException {
    Sum sum = new Sum();
    LineReader.@Nullable Line line = first;
    while (line != null && line.number() <= limits.lines()) {
      sum.add(parser.parse(line, limits.lineBytes(), clock.instant()));
      line = reader.next();
    }
    return line == null ? Optional.of(sum.preview()) : Optional.empty();
  }

  private final class Sum {

    private final List<ImportLine> block = new ArrayList<>();
    private final List<ImportPreview.Newcomer> first = new ArrayList<>();
    private List<RefusedLine> problems = new ArrayList<>();
    private long lines;
    private long unchanged;
    private long refused;
    private long keys;
    private long generated;
    private long subscriptions;

    void add(LineParser.Parsed parsed) {
      lines++;
      if (parsed.line() != null) {
        block.add(parsed.line());
      } else if (parsed.refused() != null) {
        refuse(List.of(parsed.refused()));
      }
      if (block.size() == BlockImporter.MOST_LINES) {
        flush();
      }
    }

    ImportPreview preview() {
      flush();
      return new ImportPreview(
          lines, unchanged, refused, keys, generated, subscriptions, first, problems);
    }

    private void flush() {
      if (block.isEmpty()) {
        return;
      }
      BlockImporter.Foreseen foreseen = blocks.foresee(block);
      unchanged += block.size() - foreseen.newcomers().size() - foreseen.refused().size();
      refuse(foreseen.refused());
      foreseen.newcomers().forEach(this::take);
      block.clear();
    }

    /** Of what is refused by itself and what is refused for others, the first lines of both. */
    private void refuse(List<RefusedLine> more) {
      refused += more.size();
      problems =
          Stream.concat(problems.stream(), more.stream())
              .sorted(Comparator.comparingLong(RefusedLine::number))
              .limit(ImportPreview.MOST_SHOWN)
              .toList();
    }

    private void take(ImportLine line) {
      keys += line.keys().size();
      generated += line.keys().stream().filter(key -> key.given() == null).count();
      subscriptions += line.subscriptions().size();
      if (first.size() < ImportPreview.MOST_SHOWN) {
        first.add(
            new ImportPreview.Newcomer(
                line.number(),
                line.externalId(),
                line.details().name(),
                line.details().email(),
                line.keys().size(),
                line.subscriptions().stream().map(ImportLine.Subscribed::connectorId).toList()));
      }
    }
  }
}
