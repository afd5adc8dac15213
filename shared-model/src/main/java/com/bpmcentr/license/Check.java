package com.bpmcentr.license;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: may this key use this connector in this Make account? Secrets are here by digest
 * only.
 *
 * @param connector the connector's slug
 * @param account the Make account that the connector claims
 * @param keyDigests digests of the presented key, one for each pepper; null: no key was presented
 * @param secretDigests digests of the presented connector secret; empty: none was
 */
public record Check(
    String connector,
    String account,
    @Nullable List<KeyDigest> keyDigests,
    List<KeyDigest> secretDigests) {

  public Check {
    Limits.connector("connector", connector);
    Limits.account("account", account);
  }
}
