package com.bpmcentr.console.bulk;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.bulk.BulkResult.Changed;
import com.bpmcentr.console.bulk.BulkResult.Unchanged;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.job.JobRow;
import com.bpmcentr.console.job.JobRowRepository;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Carries bulk actions out, a block of things in each transaction. A customer of whom several
 * things are in the block gets one new license.
 */
@Component
public final class BulkJobs implements JobKind {

  static final String NAME = "bulk";
  static final String TYPE = "type";
  static final String ACTION = "action";

  private static final int ROWS_A_BLOCK = Publisher.MOST_DOCUMENTS;

  private final BulkTargets targets;
  private final JobRowRepository rows;
  private final LicenseIssuer licenses;
  private final AuditLog audit;
  private final Publisher feed;
  private final Jobs jobs;

  BulkJobs(
      BulkTargets targets,
      JobRowRepository rows,
      LicenseIssuer licenses,
      AuditLog audit,
      Publisher feed,
      Jobs jobs) {
    this.targets = targets;
    this.rows = rows;
    this.licenses = licenses;
    this.audit = audit;
    this.feed = feed;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Permission> permissions(Job job) {
    Permission permission = target(job).actions().get(job.parameter(ACTION));
    return permission == null ? Set.of(Permission.values()) : Set.of(permission);
  }

  @Override
  public Block next(Job job, Actor actor) {
    List<JobRow> block = rows.after(job.id(), job.position(), ROWS_A_BLOCK);
    if (block.isEmpty()) {
      return Block.end(job.position());
    }
    BulkTarget target = target(job);
    BulkOrder order = new BulkOrder(actor, job.parameter(ACTION), job.reason());
    Map<UUID, BulkResult> results =
        target.change(order, block.stream().map(JobRow::subject).toList());

    List<JobRow> outcomes = new ArrayList<>(block.size());
    List<AuditLog.Change> changes = new ArrayList<>(block.size());
    Set<UUID> customers = new TreeSet<>();
    for (JobRow row : block) {
      Attempt attempt =
          Attempt.on(target.type(), row.subject(), order.action()).because(job.reason());
      switch (result(results, row)) {
        case Changed(UUID customerId, var _, var _, var before, var after) -> {
          customers.add(customerId);
          outcomes.add(new JobRow(row.number(), row.subject(), Outcome.DONE, null));
          changes.add(new AuditLog.Change(attempt, before, after.with("job", job.id())));
        }
        case Unchanged(var refusal) -> {
          outcomes.add(new JobRow(row.number(), row.subject(), Outcome.REFUSED, refusal));
          changes.add(AuditLog.Change.refused(attempt, refusal));
        }
      }
    }
    rows.save(job.id(), outcomes);
    int done = (int) outcomes.stream().filter(row -> row.outcome() == Outcome.DONE).count();
    long position = block.getLast().number();
    // Signed before the audit log's lock, which singles wait for too.
    Optional<SignedDocuments> signed =
        customers.isEmpty() ? Optional.empty() : Optional.of(licenses.prepare(customers));
    return new Block(
        position,
        done,
        block.size() - done,
        position >= job.total(),
        () -> {
          audit.recordAll(actor, changes);
          signed.ifPresent(documents -> jobs.published(job.id(), feed.publish(documents)));
        });
  }

  private BulkTarget target(Job job) {
    return targets
        .find(job.parameter(TYPE))
        .orElseThrow(() -> new IllegalStateException("nothing of type " + job.parameter(TYPE)));
  }

  private static BulkResult result(Map<UUID, BulkResult> results, JobRow row) {
    BulkResult result = results.get(row.subject());
    if (result == null) {
      throw new IllegalStateException("no result for row " + row.number());
    }
    return result;
  }
}
