package com.bpmcentr.console.issuing;

import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.console.publishing.SignedDocuments;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Grant;
import com.bpmcentr.license.License;
import com.bpmcentr.license.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Issues a customer's license: all that the customer may use, as the business rows say it in this
 * transaction. It has every transition to come in it, so nothing is issued merely because time
 * passes.
 */
@Component
public class LicenseIssuer {

  /** How long ended subscriptions and stopped keys stay in, so that an answer can say why. */
  static final Duration MEMORY = Duration.ofDays(90);

  private final LicenseRepository rows;
  private final Publisher publisher;
  private final Clock clock;

  LicenseIssuer(LicenseRepository rows, Publisher publisher, Clock clock) {
    this.rows = rows;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * The license of a customer about to be made: all that its rows will say, so that it can be
   * signed before they are written. Keys and grants are of the same moment, hence in the order of
   * their ids, as the rows will be.
   */
  public static License first(
      UUID customerId, Instant now, List<ApiKeyRef> keys, List<Grant> grants) {
    return license(
        new LicenseRepository.Issue(customerId, 1, false),
        now,
        keys.stream().sorted(Comparator.comparing(ApiKeyRef::keyId)).toList(),
        grants.stream().sorted(Comparator.comparing(Grant::subscriptionId)).toList());
  }

  /** Why the customer's license takes no further key, if so; the customer's row is locked. */
  public Optional<Refusal> keysFull(UUID customerId) {
    return full("keys", rows.keys(List.of(customerId), clock.instant().minus(MEMORY)), Limits.KEYS);
  }

  /** Why the customer's license takes no further subscription, if so. */
  public Optional<Refusal> grantsFull(UUID customerId) {
    return full(
        "subscriptions",
        rows.grants(List.of(customerId), clock.instant().minus(MEMORY)),
        Limits.GRANTS);
  }

  private static <T> Optional<Refusal> full(String what, Map<UUID, List<T>> has, int most) {
    return has.values().stream().anyMatch(all -> all.size() >= most)
        ? Optional.of(new Refusal.LimitReached(what, most))
        : Optional.empty();
  }

  /** The last thing in the transaction that changed something of the customer's. */
  public FeedPosition issue(UUID customerId) {
    return publisher.publish(prepare(List.of(customerId)));
  }

  /**
   * Signs the licenses of several customers, in the transaction that changed something of theirs
   * and before it takes the locks that others wait for; to be published as the last thing in it.
   */
  public SignedDocuments prepare(Collection<UUID> customerIds) {
    return publisher.prepare(licenses(customerIds));
  }

  /** The customers' next licenses; their rows are locked until the transaction ends. */
  public List<License> licenses(Collection<UUID> customerIds) {
    Instant now = clock.instant();
    Instant since = now.minus(MEMORY);
    List<LicenseRepository.Issue> issues = rows.begin(customerIds);
    Map<UUID, List<ApiKeyRef>> keys = rows.keys(customerIds, since);
    Map<UUID, List<Grant>> grants = rows.grants(customerIds, since);
    return issues.stream()
        .map(
            issue ->
                license(
                    issue,
                    now,
                    keys.getOrDefault(issue.customerId(), List.of()),
                    grants.getOrDefault(issue.customerId(), List.of())))
        .toList();
  }

  private static License license(
      LicenseRepository.Issue issue, Instant now, List<ApiKeyRef> keys, List<Grant> grants) {
    String id = issue.customerId().toString();
    return new License(id, id, issue.version(), now, false, issue.blocked(), keys, grants);
  }
}
