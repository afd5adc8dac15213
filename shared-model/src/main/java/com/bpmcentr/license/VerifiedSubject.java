package com.bpmcentr.license;

/** A verified document about one subject. */
public sealed interface VerifiedSubject extends Verification
    permits VerifiedLicense, VerifiedConnector {

  /** The document's content. */
  SubjectDocument document();

  /** SHA-256 of the verified payload. */
  Hash payloadHash();

  /**
   * The id of the key that signed it; of a document that rests on a {@link CheckpointProof}, of the
   * key that is said to have.
   */
  String keyId();
}
