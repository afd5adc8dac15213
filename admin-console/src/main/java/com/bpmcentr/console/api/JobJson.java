package com.bpmcentr.console.api;

import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.InvalidMessages;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job and how far it has come.
 *
 * @param parameters what was asked for; of a bulk action its type, action and filters
 * @param requestedBy in whose name it is done
 * @param done how many were carried out
 * @param refused how many were not, each for its own reason
 * @param perSecond how many a second had their result, since it was begun
 * @param remainingSeconds how long it will take yet, while it runs
 * @param position where in the feed edges find the last of its changes so far
 * @param error why it failed
 * @param left subjects of the feed that a repair had to leave as they are, whose last document is
 *     lost and whose business rows are gone or were set back; of many the first
 */
@Schema(name = "Job")
record JobJson(
    UUID id,
    String kind,
    Map<String, String> parameters,
    JobState state,
    @Nullable String reason,
    String requestedBy,
    long total,
    long done,
    long refused,
    double perSecond,
    @Nullable Long remainingSeconds,
    @Schema(example = "1-48211") @Nullable String position,
    @Nullable String error,
    List<String> left,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  static JobJson of(Job job, Instant now) {
    return new JobJson(
        job.id(),
        job.kind(),
        job.parameters().texts(),
        job.state(),
        job.reason(),
        job.requester().name(),
        job.total(),
        job.done(),
        job.refused(),
        Math.round(job.rowsPerSecond(now) * 10) / 10.0,
        job.remaining(now).map(Duration::toSeconds).orElse(null),
        job.published() == null ? null : job.published().toString(),
        job.error() == null ? null : InvalidMessages.text(job.error()),
        job.unmended(),
        job.createdAt(),
        job.startedAt(),
        job.endedAt());
  }
}
