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

  /** Whether edges would refuse at once whom they now let in with a key or without. */
  public boolean stopsFreeUse(ConnectorDetails changed) {
    return isFreeForAll() && !with(changed).isFreeForAll();
  }

  /** Whether edges that hear nothing of the console would refuse who pays, sooner than they do. */
  public boolean refusesSooner(ConnectorDetails changed) {
    return details.state() != ConnectorState.DRAFT
        && details.category() != Category.FREE
        && changed.category() != Category.FREE
        && changed.letsInFor().compareTo(details.letsInFor()) < 0;
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
