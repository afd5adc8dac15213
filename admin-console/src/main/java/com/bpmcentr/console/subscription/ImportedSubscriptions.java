package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Grant;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Subscriptions of the bulk import: decided by the same {@link Lifecycle} as any other, ahead of
 * the transaction that adds them, and many in one statement.
 */
@Component
public final class ImportedSubscriptions {

  /** No trials among them: what an order may look for in the customer's past is not there. */
  private static final Order.TrialHistory NO_TRIALS = new Order.TrialHistory(0, false, false);

  private final ConnectorRepository connectors;
  private final PriceRepository prices;
  private final SubscriptionRepository subscriptions;
  private final EventRepository events;
  private final LifecycleRules rules;
  private final Ids ids;

  ImportedSubscriptions(
      ConnectorRepository connectors,
      PriceRepository prices,
      SubscriptionRepository subscriptions,
      EventRepository events,
      LifecycleRules rules,
      Ids ids) {
    this.connectors = connectors;
    this.prices = prices;
    this.subscriptions = subscriptions;
    this.events = events;
    this.rules = rules;
    this.ids = ids;
  }

  /** What there was to subscribe to when a block was prepared. */
  public record Offers(Map<String, Connector> connectors, PriceList prices) {}

  public Offers offers() {
    Map<String, Connector> byId = new HashMap<>();
    connectors.all().forEach(connector -> byId.put(connector.id(), connector));
    return new Offers(byId, prices.read());
  }

  /** The subscription as it goes on here, or why it may not. */
  public Step takeOver(NewSubscription asked, Offers offers, Instant now) {
    if (asked.trial()) {
      throw new IllegalArgumentException("trials are not imported");
    }
    Connector connector = offers.connectors().get(asked.connectorId());
    if (connector == null) {
      return new Step.Denied(new Refusal.Invalid("connectorId", InvalidKey.UNKNOWN));
    }
    Category category = connector.details().category();
    Offer offer = new Offer(category, offers.prices().of(category, asked.interval()));
    return Lifecycle.takeOver(
        new Order(ids.next(), asked, connector, offer, NO_TRIALS), now, rules);
  }

  /** Whether the connectors are still what the offers said; if so they are until the commit. */
  public boolean hold(Collection<String> connectorIds, Offers offers) {
    Map<String, Integer> versions = connectors.versionsForShare(connectorIds);
    return connectorIds.stream()
        .allMatch(
            id -> {
              Connector seen = offers.connectors().get(id);
              Integer version = versions.get(id);
              return seen != null && version != null && seen.version() == version;
            });
  }

  public void insertAll(List<Subscription> added, Instant now, Actor actor) {
    if (!added.isEmpty()) {
      subscriptions.insertAll(added);
      events.insertCreated(added, now, actor);
    }
  }

  public static Grant grant(Subscription subscription) {
    return subscription.grant();
  }
}
