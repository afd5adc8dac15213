package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.Connector;
import com.bpmcentr.console.connector.ConnectorDetail;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector.
 *
 * @param secrets only where one connector is asked for: those that checks may carry
 */
@Schema(name = "Connector")
record ConnectorJson(
    String id,
    String name,
    String group,
    Category category,
    ConnectorState state,
    boolean reserved,
    long maxStalenessSeconds,
    OnStale onStale,
    Instant createdAt,
    int version,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SecretJson> secrets) {

  /**
   * A secret, of which nothing is shown but its time.
   *
   * @param notAfter absent while nothing replaces it
   */
  @Schema(name = "ConnectorSecret")
  record SecretJson(Instant createdAt, @Nullable Instant notAfter) {}

  static ConnectorJson of(Connector connector) {
    return of(connector, null);
  }

  static ConnectorJson of(ConnectorDetail detail) {
    return of(
        detail.connector(),
        detail.secrets().stream()
            .map(secret -> new SecretJson(secret.createdAt(), secret.ref().notAfter()))
            .toList());
  }

  private static ConnectorJson of(Connector connector, @Nullable List<SecretJson> secrets) {
    return new ConnectorJson(
        connector.id(),
        connector.details().name(),
        connector.details().group(),
        connector.details().category(),
        connector.state(),
        connector.reserved(),
        connector.details().maxStaleness().toSeconds(),
        connector.details().onStale(),
        connector.createdAt(),
        connector.version(),
        secrets);
  }
}
