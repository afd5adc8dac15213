package com.bpmcentr.console.job;

import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Watching jobs. */
@Service
public final class JobService {

  private static final String TYPE = "job";

  private final AuditedOperations operations;
  private final JobRepository jobs;
  private final JobQuery query;

  JobService(AuditedOperations operations, JobRepository jobs, JobQuery query) {
    this.operations = operations;
    this.jobs = jobs;
    this.query = query;
  }

  public Result<Job> get(Actor actor, UUID id) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () -> jobs.find(id).map(Result::done).orElseGet(() -> notFound(id)));
  }

  /**
   * Filters: kind, state, requester (part of the name), createdFrom, createdUntil. Sorts:
   * createdAt.
   */
  public Result<Page<Job>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.jobs(asked));
  }

  /** With the results row by row. Filters: outcome. Sorts: number. */
  public Result<JobDetail> detail(Actor actor, UUID id, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () ->
            jobs.find(id)
                .map(job -> query.rows(id, asked).map(rows -> new JobDetail(job, rows)))
                .orElseGet(() -> notFound(id)));
  }

  /** The results as people recognise the things. Filters: outcome. Sorts: number. */
  public Result<Page<JobResult>> results(Actor actor, UUID id, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "results"), () -> query.results(id, asked));
  }

  private static <T> Result<T> notFound(UUID id) {
    return Result.refused(new Refusal.NotFound(TYPE, id.toString()));
  }
}
