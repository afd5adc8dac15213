package com.bpmcentr.license;

/** A customer's license whose signature has been verified. */
public final class VerifiedLicense implements VerifiedSubject {

  private final License license;
  private final Hash payloadHash;

  VerifiedLicense(License license, Hash payloadHash) {
    this.license = license;
    this.payloadHash = payloadHash;
  }

  @Override
  public License document() {
    return license;
  }

  @Override
  public Hash payloadHash() {
    return payloadHash;
  }
}
