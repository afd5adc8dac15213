package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorRepository;
import com.bpmcentr.console.connector.PriceRepository;
import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.license.Interval;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds to what staff ask for what else decides on it: the offer of the day. */
@Component
final class Actions {

  private final ConnectorRepository connectors;
  private final PriceRepository prices;

  Actions(ConnectorRepository connectors, PriceRepository prices) {
    this.connectors = connectors;
    this.prices = prices;
  }

  /** What is wrong with the reason that was given for the action. */
  static Optional<Refusal.Invalid> reasonProblem(ActionName name, @Nullable String reason) {
    return reasonProblem(name == ActionName.SUSPEND || name == ActionName.REVOKE, reason);
  }

  static Optional<Refusal.Invalid> reasonProblem(boolean required, @Nullable String reason) {
    return required
        ? FieldRules.reason("reason", reason)
        : FieldRules.optionalReason("reason", reason);
  }

  /**
   * The action, where a reason is all that it takes.
   *
   * @throws IllegalArgumentException where it takes more
   */
  Action of(ActionName name, Subscription subscription, @Nullable String reason) {
    return switch (name) {
      case CANCEL -> new Action.Cancel();
      case REACTIVATE -> new Action.Reactivate(presentOffer(subscription));
      case SUSPEND -> new Action.Suspend(String.valueOf(reason).strip());
      case RESUME -> new Action.Resume();
      case REVOKE -> new Action.Revoke(String.valueOf(reason).strip());
      case CHANGE_ACCOUNT, PAY, REFUND, CHANGE_INTERVAL, DISCOUNT ->
          throw new IllegalArgumentException("a reason is not all that it takes");
    };
  }

  Offer offer(Connector connector, Interval interval) {
    return tariff(connector).offer(interval);
  }

  /** What the connector of the subscription costs today, also when it is sold no more. */
  Tariff tariff(Subscription subscription) {
    return tariff(connectors.find(subscription.connectorId()).orElseThrow());
  }

  private Tariff tariff(Connector connector) {
    return new Tariff(connector.details().category(), prices.read());
  }

  private @Nullable Offer presentOffer(Subscription subscription) {
    return connectors
        .find(subscription.connectorId())
        .filter(connector -> connector.notSold().isEmpty())
        .map(connector -> offer(connector, subscription.nextInterval()))
        .orElse(null);
  }
}
