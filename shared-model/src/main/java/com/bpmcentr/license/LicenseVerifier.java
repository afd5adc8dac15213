package com.bpmcentr.license;

/**
 * Verifies signed documents against a keyring, by stages of {@link Refusal.Reason}. What is
 * verified is the received bytes; the payload is read only after its signature holds, or when a
 * checkpoint whose signature holds vouches for it.
 *
 * <p>Safe for use by several threads. One call takes about 0.1 ms.
 */
public final class LicenseVerifier {

  private final Keyring keyring;

  /** A verifier that trusts the keys of this keyring. */
  public LicenseVerifier(Keyring keyring) {
    this.keyring = keyring;
  }

  /** What the document proves, or why it proves nothing. */
  public Verification verify(SignedDocument signed) {
    if (signed.payloadWithoutCopy().length > Limits.PAYLOAD_BYTES) {
      return new Refusal(Refusal.Reason.TOO_LARGE, "the payload is over 12 MiB");
    }
    PayloadType type = PayloadType.find(signed.payloadType()).orElse(null);
    if (type == null) {
      return new Refusal(Refusal.Reason.UNKNOWN_PAYLOAD_TYPE, "the payload type is not known");
    }
    TrustedKey key = keyring.find(signed.keyId());
    if (key == null) {
      return new Refusal(Refusal.Reason.UNKNOWN_KEY, "the keyring has no key of the given id");
    }
    byte[] covered =
        PreAuthenticationEncoding.of(signed.payloadType(), signed.payloadWithoutCopy());
    if (!key.publicKey().verifies(covered, signed.signatureWithoutCopy())) {
      return new Refusal(
          Refusal.Reason.BAD_SIGNATURE, "the signature is not that of key " + key.id());
    }
    Verification verification = read(signed, type, key);
    return key.status() == KeyStatus.COMPROMISED ? compromised(verification, key) : verification;
  }

  /**
   * As {@link #verify(SignedDocument)}, but for a document that the proof covers its own signature
   * is not checked, and can be checked later.
   *
   * <p>The proof says which payload the console published, not which key signed it: the row's key
   * id may have been altered. So nothing rests on proofs while a key of the keyring is compromised.
   *
   * @param subject what the document is said to be about
   * @param version the version that it is said to have
   */
  public Verification verify(
      SignedDocument signed, String subject, long version, CheckpointProof proof) {
    PayloadType type = PayloadType.find(signed.payloadType()).orElse(null);
    TrustedKey key = keyring.find(signed.keyId());
    if (type == null
        || key == null
        || keyring.hasCompromised()
        || signed.payloadWithoutCopy().length > Limits.PAYLOAD_BYTES
        || !proof.covers(subject, version, signed)) {
      return verify(signed);
    }
    return read(signed, type, key);
  }

  /** Of what a compromised key signed, only the customers of its licenses are of interest. */
  private static Verification compromised(Verification verification, TrustedKey key) {
    return verification instanceof VerifiedLicense verified
        ? new CompromisedLicense(verified.document())
        : new Refusal(
            Refusal.Reason.COMPROMISED_KEY, "key " + key.id() + " is marked as compromised");
  }

  private static Verification read(SignedDocument signed, PayloadType type, TrustedKey key) {
    try {
      return readOrThrow(signed, type, key);
    } catch (MalformedException e) {
      return new Refusal(Refusal.Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private static Verification readOrThrow(SignedDocument signed, PayloadType type, TrustedKey key)
      throws MalformedException {
    License usual =
        type == PayloadType.LICENSE ? UsualLicense.read(signed.payloadWithoutCopy()) : null;
    if (usual != null) {
      return verified(signed, usual, key);
    }
    JsonFields payload = JsonFields.parse(signed.payloadWithoutCopy());
    long format = DocumentCodec.format(payload);
    if (format != DocumentCodec.FORMAT) {
      return new Refusal(
          Refusal.Reason.UNKNOWN_FORMAT,
          "format " + format + " is not known here: upgrade this program first");
    }
    return verified(signed, DocumentCodec.decode(type, payload), key);
  }

  private static Verification verified(SignedDocument signed, Document document, TrustedKey key) {
    if (key.hadRetiredBy(document.issuedAt())) {
      return new Refusal(
          Refusal.Reason.RETIRED_KEY, "issued after key " + key.id() + " had retired");
    }
    return switch (document) {
      case License license -> new VerifiedLicense(license, signed.payloadHash(), key.id());
      case ConnectorPolicy policy -> new VerifiedConnector(policy, signed.payloadHash(), key.id());
      case Checkpoint checkpoint -> new VerifiedCheckpoint(checkpoint);
    };
  }
}
