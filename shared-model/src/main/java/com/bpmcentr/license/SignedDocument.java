package com.bpmcentr.license;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The exact bytes that were signed, with their signature. Nothing in it is to be believed before
 * {@link LicenseVerifier} has verified it; it therefore offers no way into the payload's content.
 */
public final class SignedDocument {

  private final String payloadType;
  private final byte[] payload;
  private final String keyId;
  private final byte[] signature;

  /** Made when it is first asked for; a race makes the same again. */
  private @Nullable Hash payloadHash;

  /**
   * Copies what was received.
   *
   * @param payloadType the claimed media type of the payload
   * @param payload the payload's bytes
   * @param keyId the id of the signing key
   * @param signature the signature's bytes
   */
  public SignedDocument(String payloadType, byte[] payload, String keyId, byte[] signature) {
    this.payloadType = payloadType;
    this.payload = payload.clone();
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  public String payloadType() {
    return payloadType;
  }

  /** A copy of the payload's bytes. */
  public byte[] payload() {
    return payload.clone();
  }

  /** How many bytes the payload has. */
  public int payloadLength() {
    return payload.length;
  }

  public String keyId() {
    return keyId;
  }

  /** A copy of the signature's bytes. */
  public byte[] signature() {
    return signature.clone();
  }

  /** SHA-256 of the payload, by which the set's root names this document. */
  public Hash payloadHash() {
    Hash made = payloadHash;
    if (made == null) {
      made = Hash.sha256(payload);
      payloadHash = made;
    }
    return made;
  }

  byte[] payloadWithoutCopy() {
    return payload;
  }

  byte[] signatureWithoutCopy() {
    return signature;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedDocument document
        && payloadType.equals(document.payloadType)
        && keyId.equals(document.keyId)
        && Arrays.equals(payload, document.payload)
        && Arrays.equals(signature, document.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    // Both names were received, and could hold a line made for the log.
    String type = PayloadType.find(payloadType).map(PayloadType::mediaType).orElse("unknown type");
    String key = Limits.isId(keyId) ? keyId : "of malformed id";
    return "SignedDocument[" + type + ", " + payload.length + " bytes, key " + key + "]";
  }
}
