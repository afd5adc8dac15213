package com.bpmcentr.license;

/** A connector's policy whose signature has been verified. */
public final class VerifiedConnector implements VerifiedSubject {

  private final ConnectorPolicy policy;
  private final Hash payloadHash;
  private final String keyId;

  VerifiedConnector(ConnectorPolicy policy, Hash payloadHash, String keyId) {
    this.policy = policy;
    this.payloadHash = payloadHash;
    this.keyId = keyId;
  }

  @Override
  public ConnectorPolicy document() {
    return policy;
  }

  @Override
  public Hash payloadHash() {
    return payloadHash;
  }

  @Override
  public String keyId() {
    return keyId;
  }
}
