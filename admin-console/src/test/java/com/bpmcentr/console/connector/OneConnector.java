package com.bpmcentr.console.connector;

import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A connector that is sold, whichever is asked for. */
public final class OneConnector extends ConnectorRepository {

  private final Category category;

  public OneConnector(Category category) {
    super(null);
    this.category = category;
  }

  @Override
  public Optional<Connector> find(String id) {
    return Optional.of(
        new Connector(
            id,
            new ConnectorDetails(
                id,
                "shop",
                category,
                ConnectorState.PUBLISHED,
                Duration.ofHours(1),
                OnStale.REFUSE),
            false,
            Instant.EPOCH,
            0));
  }
}
