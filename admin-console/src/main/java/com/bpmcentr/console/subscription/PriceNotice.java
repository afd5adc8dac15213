package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.license.Category;
import java.time.Instant;

/**
 * What a customer was told of the price, and so the price of their renewals until they are told
 * something else.
 *
 * @param renewal the renewal that the price was told for
 * @param at when they were told: what was entered later, they do not know
 */
record PriceNotice(Instant renewal, Instant at) {

  /** Who begins sees the list of that day. */
  static PriceNotice atBeginning(Subscription subscription) {
    Instant begun = begun(subscription);
    return new PriceNotice(begun, begun);
  }

  /** When its periods began to follow one another, or it came here from elsewhere. */
  static Instant begun(Subscription subscription) {
    Instant first = subscription.term().anniversary();
    return first.isAfter(subscription.createdAt()) ? first : subscription.createdAt();
  }

  /** Of a price that was told and then withdrawn the customer has the better. */
  Tariff tariff(PriceHistory history, Connector connector) {
    // A connector's category holds from when it is entered.
    Category category = history.category(connector, at.isBefore(renewal) ? at : renewal);
    Tariff present = Tariff.of(history.at(renewal, at), connector.id(), category);
    return present.orLower(Tariff.of(history.asTold(renewal, at), connector.id(), category));
  }
}
