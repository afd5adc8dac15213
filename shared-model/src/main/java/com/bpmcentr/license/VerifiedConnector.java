package com.bpmcentr.license;

/** A connector's policy whose signature has been verified. */
public final class VerifiedConnector implements VerifiedSubject {

  private final ConnectorPolicy policy;
  private final Hash payloadHash;

  VerifiedConnector(ConnectorPolicy policy, Hash payloadHash) {
    this.policy = policy;
    this.payloadHash = payloadHash;
  }

  @Override
  public ConnectorPolicy document() {
    return policy;
  }

  @Override
  public Hash payloadHash() {
    return payloadHash;
  }
}
