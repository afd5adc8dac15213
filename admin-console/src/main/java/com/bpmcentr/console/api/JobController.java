package com.bpmcentr.console.api;

import com.bpmcentr.console.job.JobDetail;
import com.bpmcentr.console.job.JobService;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/jobs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Jobs")
class JobController {

  private final JobService jobs;
  private final Clock clock;

  JobController(JobService jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Operation(operationId = "listJobs", summary = "Lists jobs, the newest first")
  @GetMapping
  @Listed(ApiList.JOBS)
  Answer<Listing<JobJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(
        jobs.list(actor, parameters.query()), parameters, job -> JobJson.of(job, clock.instant()));
  }

  @Operation(operationId = "getJob", summary = "How far a job has come, with a page of its results")
  @GetMapping("/{id}")
  @Listed(ApiList.JOB_ROWS)
  Answer<JobDetailJson> get(Actor actor, @PathVariable UUID id, ListParameters parameters) {
    return Answer.filtered(
        jobs.detail(actor, id, parameters.query()), parameters, detail -> json(detail, parameters));
  }

  @Operation(
      operationId = "stopJob",
      summary = "Ends a job before its end; what was done until then stays done")
  @PostMapping("/{id}/stop")
  Answer<JobJson> stop(
      Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable Reason body) {
    return Answer.ok(
        jobs.stop(actor, id, Reason.text(body)), job -> JobJson.of(job, clock.instant()));
  }

  private JobDetailJson json(JobDetail detail, ListParameters parameters) {
    return new JobDetailJson(
        JobJson.of(detail.job(), clock.instant()),
        Listing.of(parameters, detail.rows(), JobRowJson::of));
  }
}
