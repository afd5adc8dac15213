package com.bpmcentr.console.apikey.ui;

import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.shell.Viewer;
import com.bpmcentr.console.subscription.SubscriptionRow;
import com.bpmcentr.console.subscription.SubscriptionService;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds something that a customer subscribes to, to try a new key with. */
@Component
class KeyExamples {

  private static final Logger log = LoggerFactory.getLogger(KeyExamples.class);
  private static final KeyExample WITHOUT_SUBSCRIPTION = new KeyExample("rozetka", "1234567");

  /** So many of a customer's newest subscriptions are looked through for one that is bound. */
  private static final int MOST_LOOKED_AT = 25;

  private final SubscriptionService subscriptions;
  private final Viewer viewer;

  KeyExamples(SubscriptionService subscriptions, Viewer viewer) {
    this.subscriptions = subscriptions;
    this.viewer = viewer;
  }

  /**
   * The newest subscription that works, one that is bound before all others; without any the answer
   * will say what is missing. A key that was just made must be shown whatever happens, so a failure
   * to look is as good as none.
   */
  KeyExample of(UUID customerId) {
    try {
      return working(customerId);
    } catch (RuntimeException failure) {
      log.error("No example for a new key could be read", failure);
      return WITHOUT_SUBSCRIPTION;
    }
  }

  private KeyExample working(UUID customerId) {
    var query =
        new ListQuery(
            Map.of("customerId", customerId.toString(), "status", SubscriptionStatus.WORKING),
            List.of(),
            0,
            MOST_LOOKED_AT);
    return subscriptions.list(viewer.actor(), query).orElseThrow().items().stream()
        .map(SubscriptionRow::subscription)
        .map(works -> new KeyExample(works.connectorId(), works.binding().account()))
        .min(Comparator.comparing(example -> example.account() == null))
        .orElse(WITHOUT_SUBSCRIPTION);
  }
}
