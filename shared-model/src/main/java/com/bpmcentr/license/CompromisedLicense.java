package com.bpmcentr.license;

import java.util.List;

/**
 * A license that a compromised key signed. It grants and refuses nothing, and its version is no
 * mark to hold others against; it only tells whose checks cannot be decided until it is reissued.
 */
public final class CompromisedLicense implements Verification {

  private final String subject;
  private final List<KeyDigest> keyDigests;

  CompromisedLicense(License license) {
    this.subject = license.subject();
    this.keyDigests = license.keys().stream().map(ApiKeyRef::digest).toList();
  }

  /** The customer's subject, as the document claims. */
  public String subject() {
    return subject;
  }

  /** The keys whose checks cannot be decided. */
  public List<KeyDigest> keyDigests() {
    return keyDigests;
  }
}
