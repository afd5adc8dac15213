package com.bpmcentr.license;

/**
 * Stands in for the verifier where a benchmark needs a million licenses and measures what comes
 * after verifying: to sign and verify them would take minutes.
 */
public final class UnsignedDocuments {

  private UnsignedDocuments() {}

  /** As if it had been verified. */
  public static VerifiedSubject verified(License license, Hash payloadHash) {
    return new VerifiedLicense(license, payloadHash, "k1");
  }

  /** As if it had been verified. */
  public static VerifiedSubject verified(ConnectorPolicy policy, Hash payloadHash) {
    return new VerifiedConnector(policy, payloadHash, "k1");
  }
}
