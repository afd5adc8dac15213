package com.bpmcentr.console.api;

import com.bpmcentr.console.job.JobRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job on one thing.
 *
 * @param number its place in the job, from 1
 * @param outcome {@code waiting} until it has had its turn
 * @param code why it was refused, for programs; as the single call would have answered
 * @param detail the same for people
 */
@Schema(name = "JobResult")
record JobRowJson(
    int number,
    UUID id,
    @Schema(allowableValues = {"waiting", "done", "refused"}) String outcome,
    @Nullable String code,
    @Nullable String detail) {

  static JobRowJson of(JobRow row) {
    Problem problem = row.refusal() == null ? null : RefusalProblems.of(row.refusal());
    return new JobRowJson(
        row.number(),
        row.subject(),
        row.outcome() == null ? "waiting" : row.outcome().wireName(),
        problem == null ? null : problem.code(),
        problem == null ? null : problem.detail());
  }
}
