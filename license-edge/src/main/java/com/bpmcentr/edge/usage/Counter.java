package com.bpmcentr.edge.usage;

import com.bpmcentr.license.CanonicalUuid;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.SecretDigests;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One counter of one event loop. It holds the license's own views, which are read in place: writing
 * ids out as text for each check would cost more than all the rest of counting.
 */
final class Counter {

  final int hash;
  private final @Nullable SecretDigests digests;
  private final @Nullable HeldKey key;
  private final @Nullable HeldGrant grant;
  private final @Nullable String connector;
  private final @Nullable String account;
  private final DecisionCode code;
  private final @Nullable String operation;
  long calls;

  Counter(
      int hash,
      @Nullable SecretDigests digests,
      @Nullable HeldKey key,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    this.hash = hash;
    this.digests = digests;
    this.key = key;
    this.grant = grant;
    this.connector = connector;
    this.account = account;
    this.code = code;
    this.operation = operation;
  }

  boolean isOf(
      int otherHash,
      @Nullable SecretDigests otherDigests,
      @Nullable HeldGrant otherGrant,
      @Nullable String otherConnector,
      @Nullable String otherAccount,
      DecisionCode otherCode,
      @Nullable String otherOperation) {
    return hash == otherHash
        && code == otherCode
        && Objects.equals(digests, otherDigests)
        && Objects.equals(account, otherAccount)
        && Objects.equals(connector, otherConnector)
        && Objects.equals(operation, otherOperation)
        && sameSubscription(grant, otherGrant);
  }

  /** What it counts, for a reader that knows the hour. */
  UsageKey toKey(int hour) {
    return new UsageKey(
        hour,
        key == null ? null : uuid(key.keyId()),
        grant == null ? null : uuid(grant.subscriptionId()),
        key != null && key.isTest(),
        connector,
        account,
        code,
        operation);
  }

  /** The database's ids are UUIDs; a license's may be others, and those it would not know. */
  private static @Nullable UUID uuid(String id) {
    return CanonicalUuid.parse(id);
  }

  private static boolean sameSubscription(@Nullable HeldGrant one, @Nullable HeldGrant other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.isOfSubscriptionOf(other);
  }
}
