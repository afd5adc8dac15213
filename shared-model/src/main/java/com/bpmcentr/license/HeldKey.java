package com.bpmcentr.license;

/**
 * An API key as a decision reads it; times in milliseconds of the epoch, {@link HeldGrant#NEVER}
 * for one that does not come.
 */
public interface HeldKey {

  /** The key's id. */
  String keyId();

  /** Whether it is a key of the test environment. */
  boolean isTest();

  /** From here on the key is expired. */
  long notAfterMillis();

  /** From here on the key is revoked. */
  long revokedAtMillis();
}
