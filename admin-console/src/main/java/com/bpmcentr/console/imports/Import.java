package com.bpmcentr.console.imports;

import com.bpmcentr.license.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One bulk import, and how far it has come.
 *
 * @param createdBy the address of who sent it
 * @param received lines that came in, empty ones aside
 * @param imported customers made
 * @param unchanged lines of customers that were known
 * @param refused lines that were not imported
 * @param keysToFetch generated keys that wait to be fetched
 * @param position where in the feed the last of its licenses is
 * @param receivedAt when all lines were in
 * @param error why it failed: a key of the translations
 */
public record Import(
    UUID id,
    ImportState state,
    String createdBy,
    Instant createdAt,
    @Nullable Instant receivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long received,
    long imported,
    long unchanged,
    long refused,
    long keysToFetch,
    @Nullable FeedPosition position,
    @Nullable String error) {

  /** Lines of which it is known what became of them. */
  public long processed() {
    return imported + unchanged + refused;
  }

  /** Lines that still wait. */
  public long waiting() {
    return Math.max(0, received - processed());
  }

  /** Customers made and found a second since the work began, pauses included; 0 before. */
  public double linesPerSecond(Instant now) {
    if (startedAt == null) {
      return 0;
    }
    Instant until = finishedAt == null ? now : finishedAt;
    long millis = Math.max(1, Duration.between(startedAt, until).toMillis());
    return (imported + unchanged) * 1000.0 / millis;
  }

  /** How long it will take if it goes on like this; empty while nobody can say. */
  public Optional<Duration> remaining(Instant now) {
    double rate = linesPerSecond(now);
    return state == ImportState.RUNNING && rate > 0
        ? Optional.of(Duration.ofMillis((long) (waiting() / rate * 1000)))
        : Optional.empty();
  }
}
