package com.bpmcentr.console.issuing;

import com.bpmcentr.console.publishing.Publisher;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.License;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /** The last thing in the transaction that changed something of the customer's. */
  public FeedPosition issue(UUID customerId) {
    Instant now = clock.instant();
    LicenseRepository.Issue issue = rows.begin(customerId);
    String id = customerId.toString();
    return publisher.publish(
        List.of(
            new License(
                id,
                id,
                issue.version(),
                now,
                false,
                issue.blocked(),
                rows.keys(customerId, now.minus(MEMORY)),
                rows.grants(customerId, now.minus(MEMORY)))));
  }
}
