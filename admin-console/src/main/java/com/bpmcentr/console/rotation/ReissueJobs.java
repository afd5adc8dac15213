package com.bpmcentr.console.rotation;

import static com.bpmcentr.console.staff.Permission.MANAGE_STAFF;

import com.bpmcentr.console.connector.ConnectorPolicies;
import com.bpmcentr.console.issuing.LicenseIssuer;
import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.job.Jobs;
import com.bpmcentr.console.publishing.FeedWatch;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.console.publishing.SigningKey;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import com.bpmcentr.license.SubjectDocument;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Issues again what another key than the active one has signed: connectors' policies first, then
 * licenses by customer. What is to be done is found in the rows, so that nothing is left out or
 * done twice, whatever is published meanwhile; and it has not ended while a row is not what was
 * published.
 */
@Component
final class ReissueJobs implements JobKind {

  static final String NAME = "reissue";
  static final String KEY = "key";

  private final RotationQuery rows;
  private final ConnectorPolicies connectors;
  private final LicenseIssuer licenses;
  private final SigningKey signingKey;
  private final Publisher feed;
  private final FeedWatch watch;
  private final Jobs jobs;
  private final Clock clock;

  ReissueJobs(
      RotationQuery rows,
      ConnectorPolicies connectors,
      LicenseIssuer licenses,
      SigningKey signingKey,
      Publisher feed,
      FeedWatch watch,
      Jobs jobs,
      Clock clock) {
    this.rows = rows;
    this.connectors = connectors;
    this.licenses = licenses;
    this.signingKey = signingKey;
    this.feed = feed;
    this.watch = watch;
    this.jobs = jobs;
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

  /** The position is the first half of the last customer's id: only where to look on from. */
  @Override
  public Block next(Job job, Actor actor) {
    String key = job.parameter(KEY);
    if (!signingKey.id().equals(key)) {
      throw new IllegalStateException(
          "to be reissued with key " + key + ", and this console signs with " + signingKey.id());
    }
    List<String> policies = rows.connectorsNotSignedBy(key, Publisher.MOST_DOCUMENTS);
    if (!policies.isEmpty()) {
      return block(job, job.position(), connectors.policies(policies, clock.instant()));
    }
    UUID from = job.position() == 0 ? null : new UUID(job.position(), 0);
    List<UUID> customers = rows.customersNotSignedBy(key, from, Publisher.MOST_DOCUMENTS);
    if (customers.isEmpty()) {
      // a row can name another key than the one that signed it, and would be left out
      watch.requireAllAsPublished();
      return Block.end(job.position());
    }
    return block(job, customers.getLast().getMostSignificantBits(), licenses.licenses(customers));
  }

  private Block block(Job job, long position, List<? extends SubjectDocument> documents) {
    SignedDocuments signed = feed.prepare(documents);
    return new Block(
        position, documents.size(), 0, false, () -> jobs.published(job.id(), feed.publish(signed)));
  }
}
