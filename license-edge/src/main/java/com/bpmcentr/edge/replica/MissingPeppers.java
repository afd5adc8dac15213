package com.bpmcentr.edge.replica;

import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.ConnectorSecretRef;
import com.bpmcentr.license.License;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The peppers that this edge's file does not have, though keys or connectors' secrets that had not
 * ended were signed under them. It cannot look those up. Peppers are read at the start, so one that
 * is missing is so until the next.
 */
public final class MissingPeppers {

  private final Set<String> known;
  private final InstantSource clock;
  private final FeedStatus status;
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /**
   * None is missing yet.
   *
   * @param known ids of the peppers that there are
   * @param clock says what has ended
   * @param status told of each document that needs another one
   */
  public MissingPeppers(List<String> known, InstantSource clock, FeedStatus status) {
    this.known = Set.copyOf(known);
    this.clock = clock;
    this.status = status;
  }

  /** Whether one is missing, so that a key that is not found may be one of a customer's. */
  boolean any() {
    return !missing.isEmpty();
  }

  void look(License license) {
    for (ApiKeyRef key : license.keys()) {
      if (!known.contains(key.pepperId()) && key.revokedAt() == null && isAhead(key.notAfter())) {
        isMissing(key.pepperId(), license.subject());
      }
    }
  }

  void look(ConnectorPolicy policy) {
    for (ConnectorSecretRef secret : policy.secrets()) {
      if (!known.contains(secret.pepperId()) && isAhead(secret.notAfter())) {
        isMissing(secret.pepperId(), policy.subject());
      }
    }
  }

  private boolean isAhead(@Nullable Instant end) {
    return end == null || clock.instant().isBefore(end);
  }

  private void isMissing(String pepperId, String subject) {
    missing.add(pepperId);
    status.raise(FeedAlarm.PEPPER_MISSING, pepperId + ", needed for " + subject);
  }
}
