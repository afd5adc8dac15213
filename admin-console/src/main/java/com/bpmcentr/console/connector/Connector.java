package com.bpmcentr.console.connector;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import java.time.Instant;
import java.util.Optional;

/**
 * A product.
 *
 * @param id the slug
 * @param reserved for tests of an integration: never sold
 * @param version grows with each save; who saves must name the one they saw
 */
public record Connector(
    String id, ConnectorDetails details, boolean reserved, Instant createdAt, int version) {

  public ConnectorState state() {
    return details.state();
  }

  /** Why no subscription may start on it, if so. */
  public Optional<Invalid> notSold() {
    if (reserved) {
      return Optional.of(new Invalid("connectorId", InvalidKey.CONNECTOR_RESERVED));
    }
    if (details.category() == Category.FREE) {
      return Optional.of(new Invalid("connectorId", InvalidKey.CONNECTOR_FREE));
    }
    return switch (details.state()) {
      case DRAFT -> Optional.of(new Invalid("connectorId", InvalidKey.CONNECTOR_DRAFT));
      case RETIRED -> Optional.of(new Invalid("connectorId", InvalidKey.CONNECTOR_RETIRED));
      case PUBLISHED -> Optional.empty();
    };
  }

  /** Whether edges let everybody in, with a key or without. */
  public boolean isFreeForAll() {
    return details.category() == Category.FREE && details.state() == ConnectorState.PUBLISHED;
  }

  /** Whether edges would ask for a key and a subscription at once, who now let everybody in. */
  public boolean stopsFreeUse(ConnectorDetails changed) {
    return isFreeForAll() && changed.category() != Category.FREE;
  }

  Connector with(ConnectorDetails changed) {
    return new Connector(id, changed, reserved, createdAt, version);
  }

  Facts facts() {
    return Facts.NONE
        .with("name", details.name())
        .with("group", details.group())
        .with("category", details.category())
        .with("state", details.state())
        .with("maxStalenessSeconds", details.maxStaleness().toSeconds())
        .with("onStale", details.onStale());
  }
}
