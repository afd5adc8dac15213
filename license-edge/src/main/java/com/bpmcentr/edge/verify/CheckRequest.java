package com.bpmcentr.edge.verify;

import com.bpmcentr.license.Language;
import org.jspecify.annotations.Nullable;

/**
 * A well-formed check as a caller sent it.
 *
 * @param connector the connector's slug
 * @param account the Make account that the connector claims
 * @param key the API key, as sent; null: none was
 * @param connectorSecret the connector's secret, as sent; null: none was
 * @param language what the message is to be in
 */
record CheckRequest(
    String connector,
    String account,
    @Nullable String key,
    @Nullable String connectorSecret,
    Language language)
    implements ParsedCheck {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "CheckRequest[" + connector + ", " + account + "]";
  }
}
