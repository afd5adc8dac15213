package com.bpmcentr.license;

/**
 * The rows of the contract's table that a check comes to, in their order. Row 1, a malformed
 * request, is refused before there is a check.
 */
public enum DecisionRow implements WireName {
  /** A license set is held. */
  READY(2),
  /** The connector is offered. */
  CONNECTOR(3),
  /** A free connector is answered without a key. */
  FREE(4),
  CONNECTOR_SECRET(5),
  /** A key was sent, and is known. */
  KEY(6),
  /** The key is neither revoked nor expired. */
  KEY_STATE(7),
  /** The customer is not blocked. */
  CUSTOMER(8),
  /** The customer has a subscription for the connector. */
  SUBSCRIPTION(9),
  /** One of them is bound to the account, or to none. */
  ACCOUNT(10),
  /** It has begun, has not ended, and is neither suspended nor revoked. */
  TERM(11),
  /** What is known is not too old. */
  FRESHNESS(12),
  /** A first use could bind it. */
  CLAIM(13),
  VALID(14);

  private final int number;

  DecisionRow(int number) {
    this.number = number;
  }

  /** Its number in the contract's table. */
  public int number() {
    return number;
  }
}
