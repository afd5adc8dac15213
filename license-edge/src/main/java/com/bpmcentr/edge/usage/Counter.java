package com.bpmcentr.edge.usage;

import com.bpmcentr.license.CanonicalUuid;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has counted of one thing. It keeps ids of its own instead of the license's
 * views: fewer objects that a collection has to move while the counting lasts.
 */
final class Counter {

  private final @Nullable UUID keyId;
  private final @Nullable UUID subscriptionId;
  private final boolean test;
  private final @Nullable String connector;
  private final @Nullable String account;
  private final DecisionCode code;
  private final @Nullable String operation;
  long calls;

  Counter(
      @Nullable HeldKey key,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    // the database's ids are UUIDs; a license's may be others, and those it would not know
    keyId = key == null ? null : CanonicalUuid.parse(key.keyId());
    subscriptionId = grant == null ? null : CanonicalUuid.parse(grant.subscriptionId());
    test = key != null && key.isTest();
    this.connector = connector;
    this.account = account;
    this.code = code;
    this.operation = operation;
  }

  /** Of calls of which only the code is known. */
  Counter(DecisionCode code) {
    this(null, null, null, null, code, null);
  }

  /** What it counts, for a reader that knows the hour. */
  UsageKey toKey(int hour) {
    return new UsageKey(hour, keyId, subscriptionId, test, connector, account, code, operation);
  }
}
