package com.bpmcentr.console.due;

import static com.bpmcentr.console.staff.Permission.BILL;
import static com.bpmcentr.console.staff.Permission.READ;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Page;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Due work, for those who look after it. */
@Service
public final class DueService {

  private static final String TYPE = "due-work";

  public static final ListFields FIELDS = DueFailureQuery.FAILURES.fields();

  private final AuditedOperations operations;
  private final AuditLog audit;
  private final DueFailureQuery failures;
  private final DueStandings standings;
  private final DueRunner runner;

  DueService(
      AuditedOperations operations,
      AuditLog audit,
      DueFailureQuery failures,
      DueStandings standings,
      DueRunner runner) {
    this.operations = operations;
    this.audit = audit;
    this.failures = failures;
    this.standings = standings;
    this.runner = runner;
  }

  /** What fell due and failed, the latest first, or by {@link #FIELDS}. */
  public Result<Page<DueFailure>> failures(Actor actor, ListQuery asked) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "list"), () -> failures.list(asked));
  }

  /** How each kind of due work stands, by name. */
  public Result<List<DueStandings.Standing>> standings(Actor actor) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "standings"), () -> Result.done(standings.all()));
  }

  /** The same, with what failed of each kind counted no further than {@code most}. */
  public Result<List<DueStandings.Standing>> standings(Actor actor, int most) {
    return operations.read(
        actor, READ, Attempt.on(TYPE, "all", "standings"), () -> Result.done(standings.all(most)));
  }

  /** Tries it again at once; that somebody had it tried is recorded, whatever comes of it. */
  public Result<DueRetry> retry(Actor actor, UUID id) {
    Attempt attempt = Attempt.on(TYPE, id, "retry");
    return operations
        .change(actor, BILL, attempt, () -> toRetry(actor, attempt, id))
        .flatMap(
            failure ->
                runner
                    .retry(failure.work(), failure.due())
                    .<Result<DueRetry>>map(Result::done)
                    .orElseGet(() -> Result.refused(new Refusal.StateForbids("running", "retry"))));
  }

  private Result<DueFailure> toRetry(Actor actor, Attempt attempt, UUID id) {
    return Result.found(failures.find(id), TYPE, id)
        .map(
            failure -> {
              audit.record(
                  actor,
                  attempt,
                  Facts.NONE,
                  Facts.NONE
                      .with("work", failure.work())
                      .with("subject", failure.subjectId())
                      .with("dueAt", failure.dueAt()));
              return failure;
            });
  }
}
