package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.PriceHistory;
import com.bpmcentr.license.Category;
import java.time.Instant;

/**
 * What a customer was told of the price, and so the price of their renewals until they are told
 * something else.
 *
 * @param renewal from when the price was told for
 * @param at when they were told: what was entered later, they do not know
 */
public record PriceNotice(Instant renewal, Instant at) {

  /** Who begins sees the list, and knows nothing else until they are told: the list of that day. */
  static PriceNotice atBeginning(Subscription subscription) {
    PriceNotice known = subscription.renewal().known();
    return known == null
        ? ofTheList(subscription, subscription.term().anniversary(), Instant.MAX)
        : known;
  }

  /**
   * What the list tells, at that moment, of a period from then: a trial may be paid for days before
   * its paid period begins, and what is entered in between nobody was told of.
   */
  static PriceNotice ofTheList(Subscription subscription, Instant from, Instant now) {
    // What came here from elsewhere begins here when it comes.
    Instant begins = from.isAfter(subscription.createdAt()) ? from : subscription.createdAt();
    return new PriceNotice(begins, begins.isBefore(now) ? begins : now);
  }

  /** Of a price that was told and then withdrawn the customer has the better. */
  Tariff tariff(PriceHistory history, Connector connector) {
    // A connector's category holds from when it is entered.
    Category category = history.category(connector, at.isBefore(renewal) ? at : renewal);
    Tariff present = Tariff.of(history.at(renewal, at), connector.id(), category);
    return present.orLower(Tariff.of(history.asTold(renewal, at), connector.id(), category));
  }
}
