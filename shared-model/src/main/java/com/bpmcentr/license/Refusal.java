package com.bpmcentr.license;

/**
 * Why a signed document is not believed.
 *
 * @param reason the stage at which it failed
 * @param detail for the log: what was wrong, without any of the payload
 */
public record Refusal(Reason reason, String detail) implements Verification {

  /** The stages, in the order in which they are passed. */
  public enum Reason {
    /** The payload is over {@link Limits#PAYLOAD_BYTES}. */
    TOO_LARGE,
    /** The payload type is none of {@link PayloadType}. */
    UNKNOWN_PAYLOAD_TYPE,
    /** The keyring has no key of that id. */
    UNKNOWN_KEY,
    /** The signature is not the key's over these bytes and this payload type. */
    BAD_SIGNATURE,
    /** The key is marked as compromised. */
    COMPROMISED_KEY,
    /** The format's number is not {@link DocumentCodec#FORMAT}. */
    UNKNOWN_FORMAT,
    /** Signed by us and yet not a document: a field is missing or wrong. */
    MALFORMED,
    /** The document was issued after its key had retired. */
    RETIRED_KEY
  }
}
