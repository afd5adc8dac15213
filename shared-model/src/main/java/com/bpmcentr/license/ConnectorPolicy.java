package com.bpmcentr.license;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What edges must know of one connector.
 *
 * @param connector the slug
 * @param version from 1, one more with each issue
 * @param issuedAt when this version was made
 * @param removed true when the connector is taken out of the set: it is then not found
 * @param state draft, published or retired
 * @param category what it costs
 * @param maxStaleness how old the newest checkpoint may be for an unconditional VALID; whole
 *     seconds, 0 to 30 days
 * @param onStale what happens beyond that
 * @param secrets when not empty, a check must carry one of these; at most 16
 */
public record ConnectorPolicy(
    String connector,
    long version,
    Instant issuedAt,
    boolean removed,
    ConnectorState state,
    Category category,
    Duration maxStaleness,
    OnStale onStale,
    List<ConnectorSecretRef> secrets)
    implements SubjectDocument {

  /** What a new connector starts with: a long weekend without the console locks no payer out. */
  public static final Duration DEFAULT_MAX_STALENESS = Duration.ofDays(3);

  /** No policy may allow more: checkpoints end after this anyway. */
  public static final Duration LONGEST_MAX_STALENESS = Duration.ofDays(30);

  /** Most secrets at once: the current one and those in their overlap. */
  public static final int MOST_SECRETS = 16;

  private static final String SUBJECT_PREFIX = "connector:";

  public ConnectorPolicy {
    Limits.connector("connector", connector);
    Limits.version(version);
    issuedAt = Limits.time("issuedAt", issuedAt);
    if (maxStaleness.isNegative()
        || maxStaleness.compareTo(LONGEST_MAX_STALENESS) > 0
        || !maxStaleness.equals(Duration.ofSeconds(maxStaleness.toSeconds()))) {
      throw new IllegalArgumentException("maxStaleness must be whole seconds, 0 to 30 days");
    }
    secrets = List.copyOf(secrets);
    if (secrets.size() > MOST_SECRETS) {
      throw new IllegalArgumentException("a connector has at most 16 secrets");
    }
  }

  /** The subject of a connector's policy: {@code connector:<slug>}. */
  public static String subjectOf(String connector) {
    return SUBJECT_PREFIX + connector;
  }

  @Override
  public String subject() {
    return subjectOf(connector);
  }

  @Override
  public PayloadType payloadType() {
    return PayloadType.CONNECTOR;
  }
}
