package com.bpmcentr.license;

/** A verified document about one subject. */
public sealed interface VerifiedSubject extends Verification
    permits VerifiedLicense, VerifiedConnector {

  /** The document's content. */
  SubjectDocument document();

  /** SHA-256 of the verified payload. */
  Hash payloadHash();
}
