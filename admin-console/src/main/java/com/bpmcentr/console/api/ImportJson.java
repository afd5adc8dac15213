package com.bpmcentr.console.api;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.operation.InvalidMessages;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import.
 *
 * @param lines lines that came in, empty ones aside
 * @param waiting of them, how many are not done
 * @param keysToFetch generated keys that nobody has fetched
 * @param linesPerSecond customers made or found a second since the work began
 * @param remainingSeconds how long it will take if it goes on like this
 * @param position where in the feed the last of its licenses is
 * @param error why it failed
 */
@Schema(name = "Import")
record ImportJson(
    UUID id,
    ImportState state,
    String createdBy,
    Instant createdAt,
    @Nullable Instant receivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long lines,
    long imported,
    long unchanged,
    long refused,
    long waiting,
    long keysToFetch,
    long linesPerSecond,
    @Nullable Long remainingSeconds,
    @Nullable String position,
    @Nullable String error) {

  static ImportJson of(Import found, Instant now) {
    return new ImportJson(
        found.id(),
        found.state(),
        found.createdBy(),
        found.createdAt(),
        found.receivedAt(),
        found.startedAt(),
        found.finishedAt(),
        found.received(),
        found.imported(),
        found.unchanged(),
        found.refused(),
        found.waiting(),
        found.keysToFetch(),
        Math.round(found.linesPerSecond(now)),
        found.remaining(now).map(remaining -> remaining.toSeconds() + 1).orElse(null),
        found.position() == null ? null : found.position().toString(),
        found.error() == null ? null : InvalidMessages.text(found.error()));
  }
}
