package com.bpmcentr.console.subscription;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What subscriptions are now, for those who know which they mean. */
@Component
public final class SubscriptionStatuses {

  private final SubscriptionQuery query;
  private final InstantSource clock;

  SubscriptionStatuses(SubscriptionQuery query, InstantSource clock) {
    this.query = query;
    this.clock = clock;
  }

  /** Of those that are there. */
  public Map<UUID, SubscriptionStatus> of(Collection<UUID> ids) {
    return query.statuses(ids, clock.instant());
  }
}
