package com.bpmcentr.console.api;

import com.bpmcentr.console.connector.ConnectorDetails;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be changed on a connector; the service says what each field must be. */
record ConnectorFields(
    @NotNull String name,
    @NotNull String group,
    @NotNull Category category,
    @NotNull ConnectorState state,
    @NotNull Long maxStalenessSeconds,
    @NotNull OnStale onStale,
    @Nullable String reason) {

  static ConnectorFields of(ConnectorDetails details) {
    return new ConnectorFields(
        details.name(),
        details.group(),
        details.category(),
        details.state(),
        details.maxStaleness().toSeconds(),
        details.onStale(),
        null);
  }

  ConnectorDetails details() {
    return new ConnectorDetails(
        name, group, category, state, Duration.ofSeconds(maxStalenessSeconds), onStale);
  }
}
