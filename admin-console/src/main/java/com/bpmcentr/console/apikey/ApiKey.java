package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.license.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's key, without the key: of that only its first characters are kept.
 *
 * @param imported made elsewhere, and taken over
 * @param notAfter from this instant on it is expired
 * @param replacedBy the key that rotation made
 * @param version grows with each save
 */
public record ApiKey(
    UUID id,
    UUID customerId,
    String name,
    Environment environment,
    boolean imported,
    String prefix,
    Instant createdAt,
    @Nullable Instant notAfter,
    @Nullable Revocation revocation,
    @Nullable UUID replacedBy,
    int version) {

  private static final Duration SOON = Duration.ofDays(1);

  /** Stopped for good, at once. */
  public record Revocation(Instant at, @Nullable String reason) {}

  /** A new one. */
  static ApiKey made(
      UUID id, UUID customerId, NewApiKey asked, boolean imported, String prefix, Instant now) {
    return new ApiKey(
        id,
        customerId,
        asked.name(),
        asked.environment(),
        imported,
        prefix,
        now,
        asked.notAfter(),
        null,
        null,
        0);
  }

  public ApiKeyStatus status(Instant now) {
    if (revocation != null) {
      return ApiKeyStatus.REVOKED;
    }
    if (notAfter == null) {
      return ApiKeyStatus.ACTIVE;
    }
    return now.isBefore(notAfter) ? ApiKeyStatus.RETIRING : ApiKeyStatus.EXPIRED;
  }

  boolean isUsable(Instant now) {
    return switch (status(now)) {
      case ACTIVE, RETIRING -> true;
      case EXPIRED, REVOKED -> false;
    };
  }

  /** A key that has a successor is rotated by rotating that one. */
  public boolean isRotatable(Instant now) {
    return isUsable(now) && replacedBy == null;
  }

  ApiKey endingAt(Instant end) {
    return with(end, revocation, replacedBy);
  }

  /** Until when it can be made to stop: of one that has a successor not after it does already. */
  Instant latestEnd(Instant now) {
    return replacedBy != null && notAfter != null && isUsable(now)
        ? notAfter
        : now.plus(NewApiKey.LONGEST_LIFE);
  }

  /**
   * Whether that is sooner than anybody would have the time to set a later one: an end that was
   * given by mistake is then as good as a revocation.
   */
  public static boolean isSoon(Instant end, Instant now) {
    return end.isBefore(now.plus(SOON));
  }

  /** When it would stop if it were rotated: as asked, unless it was to stop sooner. */
  public Instant endsIfRotated(Instant asked) {
    return notAfter != null && notAfter.isBefore(asked) ? notAfter : asked;
  }

  /** The successor takes its place; it goes on until then, unless it was to stop sooner. */
  ApiKey rotatedTo(ApiKey successor, Instant end) {
    return with(endsIfRotated(end), revocation, successor.id);
  }

  /** Stopped for good; refused when it is already. */
  Result<ApiKey> revoke(Revocation revoked) {
    return revocation == null
        ? Result.done(with(notAfter, revoked, replacedBy))
        : Result.refused(new Refusal.StateForbids(status(revoked.at()).wireName(), "revoke"));
  }

  private ApiKey with(
      @Nullable Instant end, @Nullable Revocation revoked, @Nullable UUID successor) {
    return new ApiKey(
        id,
        customerId,
        name,
        environment,
        imported,
        prefix,
        createdAt,
        end,
        revoked,
        successor,
        version);
  }

  Facts facts() {
    return Facts.NONE
        .with("customerId", customerId)
        .with("name", name)
        .with("environment", environment)
        .with("prefix", prefix)
        .with("notAfter", notAfter)
        .with("replacedBy", replacedBy)
        .with("revokedAt", revocation == null ? null : revocation.at())
        .with("revokedReason", revocation == null ? null : revocation.reason());
  }
}
