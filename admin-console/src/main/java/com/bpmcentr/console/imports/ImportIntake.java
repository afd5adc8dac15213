package com.bpmcentr.console.imports;

import com.bpmcentr.license.KeyDigest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an import's lines in, at the pace at which they can be kept: a block is in the database
 * before the next one is read. Keys are digested here, so that none is ever stored.
 */
@Component
final class ImportIntake {

  /** Keys and subscriptions in one block, so that its transaction stays short. */
  private static final int MOST_PARTS = 500;

  /** Lines that come slowly are kept before anybody takes them for none. */
  private static final Duration LONGEST_HELD = Duration.ofSeconds(30);

  private final ImportRepository imports;
  private final LineParser parser;
  private final BlockCodec codec;
  private final ImportLimits limits;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ImportIntake(
      ImportRepository imports,
      LineParser parser,
      BlockCodec codec,
      ImportLimits limits,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.imports = imports;
    this.parser = parser;
    this.codec = codec;
    this.limits = limits;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * What came in.
   *
   * @param lines how many there were; one more than the limit when there were too many
   * @param malformed how many of them are refused for what they are
   */
  record Received(long lines, long malformed) {}

  /**
   * Reads to the end, or to the first line too many.
   *
   * @throws IOException when the stream breaks off
   * @throws ImportGivenUpException when it went on too slowly
   */
  Received takeIn(UUID id, LineReader reader, LineReader.Line first) throws IOException {
    Batch batch = new Batch(id);
    LineReader.@Nullable Line line = first;
    while (line != null && line.number() <= limits.lines()) {
      batch.add(parser.parse(line, limits.lineBytes(), clock.instant()));
      line = reader.next();
    }
    batch.flush();
    return new Received(line == null ? batch.lines : line.number(), batch.malformed);
  }

  /** The lines that the next flush keeps. */
  private final class Batch {

    private final UUID id;
    private final List<ImportLine> block = new ArrayList<>();
    private final List<RefusedLine> refused = new ArrayList<>();
    private final Set<Object> names = new HashSet<>();
    private int parts;
    private long lines;
    private long malformed;
    private Instant flushed = clock.instant();

    Batch(UUID id) {
      this.id = id;
    }

    void add(LineParser.Parsed parsed) {
      ImportLine line = parsed.line();
      if (line != null) {
        add(line);
      } else if (parsed.refused() != null) {
        refused.add(parsed.refused());
        malformed++;
      }
      lines++;
      if (isFull() || clock.instant().isAfter(flushed.plus(LONGEST_HELD))) {
        flush();
      }
    }

    private boolean isFull() {
      return block.size() + refused.size() >= BlockImporter.MOST_LINES || parts >= MOST_PARTS;
    }

    /** No two lines of a block speak of the same: of such the first decides, in its own block. */
    private void add(ImportLine line) {
      List<Object> names = namesOf(line);
      if (names.stream().anyMatch(this.names::contains)) {
        flush();
      }
      this.names.addAll(names);
      block.add(line);
      parts += line.keys().size() + line.subscriptions().size();
    }

    void flush() {
      Instant now = clock.instant();
      transaction.executeWithoutResult(
          _ -> {
            if (!block.isEmpty()) {
              imports.insertBlock(id, block.getFirst().number(), codec.write(block));
            }
            imports.insertRefusals(id, refused);
            if (!imports.keepReceiving(id, lines, malformed, now)) {
              throw new ImportGivenUpException();
            }
          });
      block.clear();
      refused.clear();
      names.clear();
      parts = 0;
      flushed = now;
    }

    private static List<Object> namesOf(ImportLine line) {
      List<Object> names = new ArrayList<>();
      names.add("id " + line.externalId());
      names.add("mail " + line.details().email().toLowerCase(Locale.ROOT));
      digestsOf(line).forEach(names::add);
      return names;
    }
  }

  /** The digests of the keys that came with the line. */
  static Stream<KeyDigest> digestsOf(ImportLine line) {
    return line.keys().stream()
        .map(ImportLine.Key::given)
        .flatMap(given -> given == null ? Stream.empty() : given.digests().stream());
  }
}
