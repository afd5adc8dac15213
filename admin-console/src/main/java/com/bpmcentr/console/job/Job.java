package com.bpmcentr.console.job;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.license.FeedPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work with many rows, done after the request that asked for it.
 *
 * @param kind the name of its {@link JobKind}
 * @param reason what the requester gave as the reason
 * @param parameters what the kind needs to know
 * @param total how many rows there are
 * @param position how far it has come, as its kind counts
 * @param done rows that were carried out
 * @param refused rows that were not, each for a reason of its own
 * @param error why it failed: a key of the translations
 * @param published how far in the feed its changes go; absent while it has published nothing
 * @param unmended what a repair of the feed had to leave as it is; of much the first
 */
public record Job(
    UUID id,
    String kind,
    JobState state,
    Requester requester,
    @Nullable String reason,
    Facts parameters,
    long total,
    long position,
    long done,
    long refused,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error,
    @Nullable FeedPosition published,
    List<String> unmended) {

  /** So many are named: a job is for reading. */
  static final int MOST_NAMED = 100;

  public Job {
    unmended = List.copyOf(unmended);
  }

  /** A parameter, or an empty text. */
  public String parameter(String name) {
    return parameters.texts().getOrDefault(name, "");
  }

  /** Rows that have a result. */
  public long processed() {
    return done + refused;
  }

  /** Rows a second since it was taken up, all waits included. */
  public double rowsPerSecond(Instant now) {
    if (startedAt == null) {
      return 0;
    }
    Instant until = endedAt == null ? now : endedAt;
    return processed() * 1_000.0 / Math.max(1, Duration.between(startedAt, until).toMillis());
  }

  /** How long it will take yet, if it goes on as it went; empty while that is anyone's guess. */
  public Optional<Duration> remaining(Instant now) {
    double rate = rowsPerSecond(now);
    return state != JobState.RUNNING || rate <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) ((total - processed()) / rate * 1_000)));
  }
}
