package com.bpmcentr.console.rotation;

import com.bpmcentr.console.rotation.SigningKeys.PepperUse;
import com.bpmcentr.license.Peppers;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What lives under each pepper. */
@Component
class PepperUses {

  private final RotationQuery rows;
  private final Peppers peppers;
  private final Clock clock;

  PepperUses(RotationQuery rows, Peppers peppers, Clock clock) {
    this.rows = rows;
    this.peppers = peppers;
    this.clock = clock;
  }

  /**
   * The peppers of the file, the active one first, then those that only keys name. Counts all keys:
   * half a second for a million.
   */
  List<PepperUse> find() {
    Instant now = clock.instant();
    Map<String, Long> apiKeys = rows.apiKeysByPepper(now);
    Map<String, Long> secrets = rows.connectorSecretsByPepper(now);
    List<String> known = peppers.ids();
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(apiKeys.keySet());
    all.addAll(secrets.keySet());
    return all.stream()
        .map(
            id ->
                new PepperUse(
                    id,
                    id.equals(known.getFirst()),
                    known.contains(id),
                    apiKeys.getOrDefault(id, 0L),
                    secrets.getOrDefault(id, 0L)))
        .toList();
  }
}
