package com.bpmcentr.console.connector;

import com.bpmcentr.console.operation.FieldRules;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.OnStale;
import java.time.Duration;
import java.util.Optional;

/**
 * What staff may set on a connector.
 *
 * @param group {@code crm}, {@code erp}, …: a slug
 * @param maxStaleness how old an edge's newest checkpoint may be for an unconditional VALID
 */
public record ConnectorDetails(
    String name,
    String group,
    Category category,
    ConnectorState state,
    Duration maxStaleness,
    OnStale onStale) {

  public ConnectorDetails {
    name = name.strip();
    group = group.strip();
  }

  /** The first field that is not what it must be. */
  public Optional<Invalid> problem() {
    return FieldRules.line("name", name)
        .or(() -> FieldRules.slug("group", group))
        .or(
            () ->
                FieldRules.seconds(
                    "maxStalenessSeconds", maxStaleness, ConnectorPolicy.LONGEST_MAX_STALENESS));
  }

  ConnectorDetails with(ConnectorState changed) {
    return new ConnectorDetails(name, group, category, changed, maxStaleness, onStale);
  }
}
