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

  /**
   * Twice as long as an idle head's checkpoint may be old: with less everybody would be refused
   * while all is well.
   */
  public static final Duration SHORTEST_STALENESS = Duration.ofSeconds(10);

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
                    "maxStalenessSeconds",
                    maxStaleness,
                    SHORTEST_STALENESS,
                    ConnectorPolicy.LONGEST_MAX_STALENESS));
  }

  /**
   * How long who pays is let in where edges hear nothing of the console; then it ends in any case.
   */
  Duration letsInFor() {
    return onStale == OnStale.ALLOW ? ConnectorPolicy.LONGEST_MAX_STALENESS : maxStaleness;
  }

  ConnectorDetails with(ConnectorState changed) {
    return new ConnectorDetails(name, group, category, changed, maxStaleness, onStale);
  }
}
