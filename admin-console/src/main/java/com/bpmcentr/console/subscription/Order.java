package com.bpmcentr.console.subscription;

import com.bpmcentr.console.connector.Connector;
import java.util.UUID;

/**
 * A subscription to be made, with the facts that decide on it.
 *
 * @param offer what a period of the connector costs today
 */
public record Order(
    UUID id, NewSubscription asked, Connector connector, Offer offer, TrialHistory history) {

  /**
   * Which trials there were before; revoked and ended ones count.
   *
   * @param ofCustomer how many the customer had
   * @param customerHadConnector whether one of them was of this connector
   * @param accountHadConnector whether the account asked for had one of this connector, of whomever
   */
  public record TrialHistory(
      int ofCustomer, boolean customerHadConnector, boolean accountHadConnector) {}
}
