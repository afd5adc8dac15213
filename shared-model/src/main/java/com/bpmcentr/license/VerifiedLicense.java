package com.bpmcentr.license;

/** A customer's license whose signature has been verified. */
public final class VerifiedLicense implements VerifiedSubject {

  private final License license;
  private final Hash payloadHash;
  private final String keyId;

  VerifiedLicense(License license, Hash payloadHash, String keyId) {
    this.license = license;
    this.payloadHash = payloadHash;
    this.keyId = keyId;
  }

  @Override
  public License document() {
    return license;
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
