package com.bpmcentr.console.recovery;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.job.NewJob;
import com.bpmcentr.console.job.Requester;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Headway;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.publishing.Findings;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Mending what somebody changed in the feed's rows behind the console's back. */
@Service
public final class FeedRepairService {

  private final AuditedOperations operations;
  private final FeedRepair feed;
  private final RepairJobs repairs;
  private final Jobs jobs;
  private final AuditLog audit;
  private final Ids ids;

  FeedRepairService(
      AuditedOperations operations,
      FeedRepair feed,
      RepairJobs repairs,
      Jobs jobs,
      AuditLog audit,
      Ids ids) {
    this.operations = operations;
    this.feed = feed;
    this.repairs = repairs;
    this.jobs = jobs;
    this.audit = audit;
    this.ids = ids;
  }

  /**
   * What was found.
   *
   * @param reissued subjects that were issued again, or that the job tries to
   * @param left subjects that could not be, as their business rows are gone or were set back; of a
   *     job it says itself what it had to leave
   * @param job what puts the rows right, where there are more than one transaction should, and
   *     issues again what it can; null: that is done
   */
  public record Repair(
      Findings found, List<String> reissued, List<String> left, @Nullable Job job) {}

  /**
   * Mends all that differs from what was published, or has a job do it where that is much, and says
   * what it was. Reads the whole set: a minute for a million customers.
   */
  public Result<Repair> repair(Actor actor, String reason) {
    return repair(actor, reason, Headway.UNSEEN);
  }

  /** As above, and says how far it has looked. */
  public Result<Repair> repair(Actor actor, String reason, Headway headway) {
    Attempt attempt = Attempt.on("feed", "all", "repair").because(reason);
    return operations.change(
        actor,
        MANAGE_STAFF,
        attempt,
        FieldRules.reason("reason", reason),
        () -> {
          Findings found = feed.find(headway);
          return found.differing().size() > FeedRepair.MOST_ROWS
              ? beginJob(actor, attempt, found)
              : mend(actor, attempt, found);
        });
  }

  private Result<Repair> mend(Actor actor, Attempt attempt, Findings found) {
    List<SubjectDocument> next = repairs.next(found.lost());
    List<String> reissued = next.stream().map(SubjectDocument::subject).sorted().toList();
    List<String> left = RepairJobs.left(found, next);
    audit.record(
        actor,
        attempt,
        Facts.NONE,
        facts(found).with("reissued", named(reissued)).with("left", named(left)));
    FeedPosition position = feed.mend(found, next);
    Repair repair = new Repair(found, reissued, left, null);
    return position == null ? Result.done(repair) : Result.done(repair, position);
  }

  private Result<Repair> beginJob(Actor actor, Attempt attempt, Findings found) {
    UUID id = ids.next();
    Job job =
        jobs.accept(
            new NewJob(
                id,
                RepairJobs.NAME,
                Requester.of(actor),
                attempt.reason(),
                Facts.NONE,
                found.differing().size()));
    audit.record(
        actor, attempt, Facts.NONE, facts(found).with("lost", named(found.lost())).with("job", id));
    feed.mendAllButRows(found);
    return Result.done(new Repair(found, found.lost(), List.of(), job));
  }

  private static Facts facts(Findings found) {
    return Facts.NONE
        .with("entriesRemoved", found.entries())
        .with("unfitRowsRemoved", found.unfit())
        .with("restored", named(found.changed()))
        .with("removed", named(found.invented()));
  }

  /** As many as one transaction mends; of more, how many more: an entry is for reading. */
  private static String named(List<String> subjects) {
    int more = subjects.size() - FeedRepair.MOST_ROWS;
    return more <= 0
        ? String.join(" ", subjects)
        : String.join(" ", subjects.subList(0, FeedRepair.MOST_ROWS)) + " +" + more;
  }
}
