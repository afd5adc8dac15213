package com.bpmcentr.console.recovery;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.connector.ConnectorPolicies;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.publishing.FeedRepair;
import com.bpmcentr.console.publishing.FeedWatch;
import com.bpmcentr.console.publishing.Findings;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.SubjectDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Puts many rows right, a hundred at a time between what others publish. Which rows is not written
 * down: what is right already does not differ any more, so whatever breaks off, nothing is done
 * twice; a console that has not found them itself looks at all rows first.
 */
@Component
final class RepairJobs implements JobKind {

  static final String NAME = "repair";

  private static final String CUSTOMER = "customer:";
  private static final String CONNECTOR = "connector:";

  private final FeedRepair feed;
  private final FeedWatch watch;
  private final LicenseIssuer licenses;
  private final ConnectorPolicies connectors;
  private final Jobs jobs;
  private final AuditLog audit;
  private final Clock clock;

  RepairJobs(
      FeedRepair feed,
      FeedWatch watch,
      LicenseIssuer licenses,
      ConnectorPolicies connectors,
      Jobs jobs,
      AuditLog audit,
      Clock clock) {
    this.feed = feed;
    this.watch = watch;
    this.licenses = licenses;
    this.connectors = connectors;
    this.jobs = jobs;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Permission> permissions(Job job) {
    return Set.of(MANAGE_STAFF);
  }

  @Override
  public Block next(Job job, Actor actor) {
    Set<String> subjects = feed.known();
    if (subjects.isEmpty()) {
      watch.look();
      // what differs now and was counted once cannot be mended: its alarm stands
      return feed.known().isEmpty() || job.processed() >= job.total()
          ? Block.end(job.position())
          : new Block(job.position(), 0, 0, false, () -> {});
    }
    Findings found = feed.find(subjects);
    List<SubjectDocument> next = next(found.lost());
    List<String> left = left(found, next);
    return new Block(
        job.position() + subjects.size(),
        subjects.size() - left.size(),
        left.size(),
        false,
        () -> mend(job, actor, found, next));
  }

  /** Subjects whose last document is lost, and that have no next one. */
  static List<String> left(Findings found, List<SubjectDocument> next) {
    Set<String> reissued =
        next.stream().map(SubjectDocument::subject).collect(Collectors.toUnmodifiableSet());
    return found.lost().stream().filter(subject -> !reissued.contains(subject)).toList();
  }

  private void mend(Job job, Actor actor, Findings found, List<SubjectDocument> next) {
    List<String> left = left(found, next);
    if (!left.isEmpty()) {
      jobs.unmended(job.id(), left);
      audit.record(
          actor,
          Attempt.on("job", job.id(), NAME).because(job.reason()),
          Facts.NONE,
          Facts.NONE.with("left", String.join(" ", left)));
    }
    FeedPosition position = feed.mendRows(found, next);
    if (position != null) {
      jobs.published(job.id(), position);
    }
  }

  /**
   * The next documents of subjects whose last one is lost, as far as they have business rows that
   * were not set back.
   */
  List<SubjectDocument> next(List<String> subjects) {
    List<UUID> customers = ids(subjects, CUSTOMER).stream().map(UUID::fromString).toList();
    List<SubjectDocument> documents = new ArrayList<>();
    // Customers before connectors, as whoever sells a subscription locks them.
    documents.addAll(licenses.licenses(customers));
    documents.addAll(connectors.policies(ids(subjects, CONNECTOR), clock.instant()));
    return documents.isEmpty() ? documents : feed.following(documents);
  }

  private static List<String> ids(List<String> subjects, String prefix) {
    return subjects.stream()
        .filter(subject -> subject.startsWith(prefix))
        .map(subject -> subject.substring(prefix.length()))
        .toList();
  }
}
