package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connector to be made; what is left out is as for most. */
record NewConnector(
    @NotNull String id,
    @NotNull String name,
    @NotNull String group,
    @NotNull Category category,
    @Nullable ConnectorState state,
    @Nullable Long maxStalenessSeconds,
    @Nullable OnStale onStale) {

  /** A long weekend without the console must not lock payers out. */
  private static final Duration USUAL_MAX_STALENESS = Duration.ofDays(3);

  ConnectorDetails details() {
    return new ConnectorDetails(
        name,
        group,
        category,
        Objects.requireNonNullElse(state, ConnectorState.DRAFT),
        maxStalenessSeconds == null ? USUAL_MAX_STALENESS : Duration.ofSeconds(maxStalenessSeconds),
        Objects.requireNonNullElse(onStale, OnStale.REFUSE));
  }
}
