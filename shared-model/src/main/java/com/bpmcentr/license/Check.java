package com.bpmcentr.license;

import org.jspecify.annotations.Nullable;

/**
 * What is asked: may this key use this connector in this Make account? Secrets are here by digest
 * only.
 *
 * @param connector the connector's slug
 * @param account the Make account that the connector claims
 * @param keyDigests digests of the presented key; null: no key was presented
 * @param secretDigests digests of the presented connector secret; null: none was
 */
public record Check(
    String connector,
    String account,
    @Nullable SecretDigests keyDigests,
    @Nullable SecretDigests secretDigests) {

  public Check {
    Limits.connector("connector", connector);
    Limits.account("account", account);
  }
}
