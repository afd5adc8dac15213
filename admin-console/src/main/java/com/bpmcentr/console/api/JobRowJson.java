package com.bpmcentr.console.api;

import com.bpmcentr.console.job.JobResult;
import com.bpmcentr.console.job.JobRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job on one thing.
 *
 * @param number its place in the job, from 1
 * @param name what the thing or its customer is called; absent when there is no such thing
 * @param nameDetail what tells it from others of the same name: an e-mail address, a connector's
 *     slug, a key's name
 * @param outcome {@code waiting} until it has had its turn
 * @param code why it was refused, for programs; as the single call would have answered
 * @param detail the same for people
 */
@Schema(name = "JobResult")
record JobRowJson(
    int number,
    UUID id,
    @Nullable String name,
    @Nullable String nameDetail,
    @Schema(allowableValues = {"waiting", "done", "refused"}) String outcome,
    @Nullable String code,
    @Nullable String detail) {

  static JobRowJson of(JobResult result) {
    JobRow row = result.row();
    Problem problem = row.refusal() == null ? null : RefusalProblems.of(row.refusal());
    return new JobRowJson(
        row.number(),
        row.subject(),
        result.name(),
        result.detail(),
        row.outcome() == null ? "waiting" : row.outcome().wireName(),
        problem == null ? null : problem.code(),
        problem == null ? null : problem.detail());
  }
}
