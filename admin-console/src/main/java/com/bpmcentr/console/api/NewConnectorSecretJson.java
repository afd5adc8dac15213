package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.RevealedConnectorSecret;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A connector's new secret, the only time that it is seen.
 *
 * @param alreadyShown in a replay, which does not show it again
 */
@Schema(name = "NewConnectorSecret")
record NewConnectorSecretJson(
    String connectorId,
    @Nullable String secret,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean alreadyShown)
    implements RevealsSecret {

  static NewConnectorSecretJson of(RevealedConnectorSecret created) {
    return new NewConnectorSecretJson(created.connector().id(), created.secret().reveal(), null);
  }

  @Override
  public Object withoutSecret() {
    return new NewConnectorSecretJson(connectorId, null, true);
  }

  @Override
  public String toString() {
    return "NewConnectorSecretJson[" + connectorId + "]";
  }
}
