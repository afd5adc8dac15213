package com.bpmcentr.console.job;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Watching jobs, and stopping them. */
@Service
public final class JobService {

  private static final String TYPE = "job";

  public static final ListFields FIELDS = JobQuery.JOBS.fields();

  public static final ListFields ROW_FIELDS = JobQuery.RESULTS.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final JobRepository jobs;
  private final JobQuery query;
  private final Map<String, JobKind> kinds;

  JobService(
      AuditedOperations operations,
      AuditLog audit,
      JobRepository jobs,
      JobQuery query,
      List<JobKind> kinds) {
    this.operations = operations;
    this.audit = audit;
    this.jobs = jobs;
    this.query = query;
    this.kinds = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
  }

  public Result<Job> get(Actor actor, UUID id) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, id, "get"), () -> Result.found(jobs.find(id), TYPE, id));
  }

  /** By {@link #FIELDS}. */
  public Result<Page<Job>> list(Actor actor, ListQuery asked) {
    return operations.read(actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.jobs(asked));
  }

  /** How many the list's filters leave, counted no further than {@code most}. */
  public Result<Long> count(Actor actor, Map<String, String> filters, int most) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> query.count(filters, most));
  }

  /** With the results row by row, by {@link #ROW_FIELDS}. */
  public Result<JobDetail> detail(Actor actor, UUID id, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "get"),
        () ->
            Result.found(jobs.find(id), TYPE, id)
                .flatMap(job -> query.results(id, asked).map(rows -> new JobDetail(job, rows))));
  }

  /** The results as people recognise the things, by {@link #ROW_FIELDS}. */
  public Result<Page<JobResult>> results(Actor actor, UUID id, ListQuery asked) {
    return operations.read(
        actor,
        READ,
        Attempt.on(TYPE, id, "results"),
        () -> Result.found(jobs.find(id), TYPE, id).flatMap(_ -> query.results(id, asked)));
  }

  /** Whether the actor could have asked for the job, and so may stop it. */
  public boolean mayStop(Job job, Actor actor) {
    return !job.state().hasEnded() && missing(actor, job).isEmpty();
  }

  /**
   * Ends a job before its end; what was done until then stays done. It takes what the job takes.
   */
  public Result<Job> stop(Actor actor, UUID id, @Nullable String reason) {
    Attempt attempt = Attempt.on(TYPE, id, "stop").because(reason);
    return operations.change(
        actor,
        READ,
        attempt,
        () -> {
          Optional<Job> found = jobs.find(id);
          if (found.isEmpty()) {
            return Result.notFound(TYPE, id);
          }
          Optional<Refusal> obstacle =
              missing(actor, found.get())
                  .<Refusal>map(Refusal.Forbidden::new)
                  .or(() -> FieldRules.reason("reason", reason));
          return obstacle
              .<Result<Job>>map(Result::refused)
              .orElseGet(() -> end(actor, attempt, id));
        });
  }

  private Result<Job> end(Actor actor, Attempt attempt, UUID id) {
    Optional<Job> stopped = jobs.stop(id);
    if (stopped.isEmpty()) {
      return Result.refused(new Refusal.StateForbids("ended", "stop"));
    }
    Job job = stopped.get();
    audit.record(
        actor,
        attempt,
        Facts.NONE,
        Facts.NONE.with("processed", job.processed()).with("total", job.total()));
    return Result.done(job);
  }

  /** A permission that the job takes and the actor lacks; of what no console knows an owner's. */
  private Optional<Permission> missing(Actor actor, Job job) {
    JobKind kind = kinds.get(job.kind());
    Set<Permission> needed = kind == null ? Set.of(MANAGE_STAFF) : kind.permissions(job);
    return needed.stream().filter(permission -> !actor.may(permission)).sorted().findFirst();
  }
}
