package com.bpmcentr.license;

/**
 * Where a connector stands: a draft is unknown to customers; a retired one takes no new
 * subscriptions, and who has one goes on.
 */
public enum ConnectorState implements WireName {
  DRAFT,
  PUBLISHED,
  RETIRED
}
