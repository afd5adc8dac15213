package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.PriceList;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.invoice.Bill;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Grant;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  private final Invoicing invoicing;
  private final CurrentRules rules;
  private final Ids ids;
  private final Clock clock;

  ImportedSubscriptions(
      ConnectorRepository connectors,
      PriceRepository prices,
      SubscriptionRepository subscriptions,
      EventRepository events,
      Invoicing invoicing,
      CurrentRules rules,
      Ids ids,
      Clock clock) {
    this.connectors = connectors;
    this.prices = prices;
    this.subscriptions = subscriptions;
    this.events = events;
    this.invoicing = invoicing;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  /** What there was to subscribe to when a block was prepared. */
  public record Offers(Map<String, Connector> connectors, PriceList prices, LifecycleRules rules) {}

  public Offers offers() {
    Map<String, Connector> byId = new HashMap<>();
    connectors.all().forEach(connector -> byId.put(connector.id(), connector));
    return new Offers(byId, prices.history().at(clock.instant()), rules.get());
  }

  /** The subscription as it goes on here, or why it may not: one of the two. */
  public record Outcome(@Nullable TakenOver taken, Refusal.@Nullable Invalid problem) {}

  /** Decides on what was asked for. */
  public Outcome takeOver(NewSubscription asked, Offers offers, Instant now) {
    if (asked.trial()) {
      throw new IllegalArgumentException("trials are not imported");
    }
    Connector connector = offers.connectors().get(asked.connectorId());
    if (connector == null) {
      return new Outcome(null, new Refusal.Invalid("connectorId", InvalidKey.UNKNOWN));
    }
    Category category = connector.details().category();
    Tariff tariff = Tariff.of(offers.prices(), connector.id(), category);
    Order order =
        new Order(ids.next(), asked, connector, tariff.offer(asked.interval()), NO_TRIALS);
    return switch (Lifecycle.takeOver(order, now, offers.rules())) {
      case Step.Transition(Subscription taken, _) -> {
        Bill owed = Billing.due(taken, tariff, now, offers.rules()).orElse(null);
        yield new Outcome(new TakenOver(taken, taken.facts(), owed), null);
      }
      case Step.Denied(Refusal.Invalid problem) -> new Outcome(null, problem);
      case Step.Denied(Refusal other) ->
          throw new IllegalStateException("only trials have limits: " + other);
    };
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

  /**
   * A subscription to be added.
   *
   * @param facts for its first event: made ahead, as everything that needs no lock
   * @param owed what is asked for at once; absent: nothing
   */
  public record TakenOver(Subscription subscription, Facts facts, @Nullable Bill owed) {

    /** As a license tells it. */
    public Grant grant() {
      return subscription.grant();
    }
  }

  public void insertAll(List<TakenOver> added, Instant now, Actor actor) {
    if (added.isEmpty()) {
      return;
    }
    subscriptions.insertAll(added.stream().map(TakenOver::subscription).toList());
    invoicing.issueAll(
        added.stream()
            .flatMap(
                taken ->
                    Stream.ofNullable(taken.owed())
                        .map(owed -> invoicing.draft(taken.subscription(), owed)))
            .toList(),
        now);
    events.insertAll(
        now,
        actor,
        null,
        added.stream()
            .map(
                taken ->
                    new EventRepository.NewEvent(
                        taken.subscription().id(), EventKind.CREATED, Facts.NONE, taken.facts()))
            .toList());
  }
}
