package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.Interval;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a subscription's next period costs, and whether there is one to be had. */
@Component
class Tariffs {

  private final ConnectorRepository connectors;
  private final PriceRepository prices;
  private final PriceNoticeRepository notices;
  private final Clock clock;

  Tariffs(
      ConnectorRepository connectors,
      PriceRepository prices,
      PriceNoticeRepository notices,
      Clock clock) {
    this.connectors = connectors;
    this.prices = prices;
    this.notices = notices;
    this.clock = clock;
  }

  Offer offer(Connector connector, Interval interval) {
    return listed(connector, prices.history(), clock.instant()).offer(interval);
  }

  /**
   * What the subscription's next period costs, also when its connector is sold no more. One that
   * follows the present period costs what was announced for it; one that begins anew what the list
   * says.
   */
  Tariff tariff(Subscription subscription) {
    return tariff(subscription, clock.instant());
  }

  /** The same where it is paid for with money that came in at that time. */
  Tariff tariff(Subscription subscription, Instant paidAt) {
    Connector connector = connectors.find(subscription.connectorId()).orElseThrow();
    PriceHistory history = prices.history();
    Instant now = clock.instant();
    Instant from = Billing.nextPeriodStart(subscription, paidAt, now);
    Tariff listed = listed(connector, history, from);
    // A connector that was made free costs nothing from then on, announced or not.
    return Billing.isRenewal(subscription, from) && listed.category() != Category.FREE
        ? announced(subscription, connector, history, from, listed(connector, history, now))
        : listed;
  }

  /**
   * Why a trial cannot be paid for, if so: its first paid period would be a new sale. Who pays
   * already goes on paying for what is sold no more.
   */
  Optional<Refusal.Invalid> notSold(Subscription subscription) {
    return subscription.terms().trial()
        ? connectors.find(subscription.connectorId()).flatMap(Connector::notSold)
        : Optional.empty();
  }

  private Tariff announced(
      Subscription subscription,
      Connector connector,
      PriceHistory history,
      Instant renewal,
      Tariff listed) {
    Tariff announced =
        notices
            .latest(subscription, renewal)
            .orElse(PriceNotice.atBeginning(subscription))
            .tariff(history, connector);
    // Only of a time when nobody paid for it, which announces nothing.
    return announced.category() == Category.FREE
        ? listed
        : new Tariff(announced.category(), announced.prices(), listed);
  }

  /** By the category of then; but what was made free, or is free no longer, is so at once. */
  private static Tariff listed(Connector connector, PriceHistory history, Instant moment) {
    Category present = connector.details().category();
    Category then = history.category(connector, moment);
    boolean costs = present != Category.FREE && then != Category.FREE;
    return Tariff.of(history.at(moment), connector.id(), costs ? then : present);
  }

  /** What a period that begins now costs; null when the connector takes no new one. */
  @Nullable Offer presentOffer(Subscription subscription) {
    return connectors
        .find(subscription.connectorId())
        .filter(connector -> connector.notSold().isEmpty())
        .map(connector -> offer(connector, subscription.nextInterval()))
        .orElse(null);
  }
}
