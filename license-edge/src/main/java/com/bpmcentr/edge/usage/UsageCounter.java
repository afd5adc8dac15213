package com.bpmcentr.edge.usage;

import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.SecretDigests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts on one event loop. Only that loop touches it, so nothing is locked; {@link UsageFlusher}
 * has the loop itself hand over what it has counted, every ten seconds.
 *
 * <p>A table of its own, because what a check is counted under is spread over the decision: a map
 * would want an object made of it each time. Where the counter exists, counting takes 28 ns of a
 * check and allocates nothing.
 */
public final class UsageCounter {

  /** Most counters until they are handed over; beyond them only the code is. */
  static final int MOST = 32_768;

  private static final int LEAST_SLOTS = 1_024;

  /** Open addressing, at most half full: the slots after the first hold what collides. */
  private @Nullable Counter[] slots = new @Nullable Counter[LEAST_SLOTS];

  private int size;
  private final DetailLimits<SecretDigests> limits = new DetailLimits<>();

  /** Counts a check. */
  public void check(Decision decision) {
    count(decision, null);
  }

  /** Counts an operation that a connector has reported. */
  public void operation(Decision decision, String operation) {
    // refused, an operation did not run: what may be made up for nothing is not kept
    count(decision, decision.valid() ? operation : null);
  }

  private void count(Decision decision, @Nullable String operation) {
    Check check = decision.check();
    DecisionCode code = decision.code();
    HeldKey key = decision.key();
    if (key == null) {
      // strangers name connectors too: only those that there are
      boolean named = code != DecisionCode.CONNECTOR_NOT_FOUND && code != DecisionCode.NOT_READY;
      slot(null, null, null, named ? check.connector() : null, null, code, null).calls++;
      return;
    }
    SecretDigests digests = Objects.requireNonNull(check.keyDigests());
    HeldGrant grant = decision.grant();
    Counter known = find(digests, grant, check.connector(), check.account(), code, operation);
    if (known != null) {
      known.calls++;
      return;
    }
    String account =
        code == DecisionCode.VALID
            ? check.account()
            : limits.account(digests, check.connector(), check.account());
    String named =
        operation == null ? null : limits.operation(digests, check.connector(), operation);
    slot(digests, key, grant, check.connector(), account, code, named).calls++;
  }

  /** All counters, in no order; counting begins anew. To be called on the event loop. */
  List<Counter> handOver() {
    List<Counter> counted = new ArrayList<>(size);
    for (Counter counter : slots) {
      if (counter != null) {
        counted.add(counter);
      }
    }
    slots = new @Nullable Counter[LEAST_SLOTS];
    size = 0;
    limits.clear();
    return counted;
  }

  private @Nullable Counter find(
      @Nullable SecretDigests digests,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    int hash = hash(digests, connector, account, code, operation);
    int mask = slots.length - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      Counter counter = slots[i];
      if (counter == null
          || counter.isOf(hash, digests, grant, connector, account, code, operation)) {
        return counter;
      }
    }
  }

  /** The counter, which is made if there is none and there is room for it. */
  private Counter slot(
      @Nullable SecretDigests digests,
      @Nullable HeldKey key,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    Counter known = find(digests, grant, connector, account, code, operation);
    if (known != null) {
      return known;
    }
    boolean detailed = connector != null;
    if (detailed && size >= MOST) {
      return slot(null, null, null, null, null, code, null);
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int hash = hash(digests, connector, account, code, operation);
    Counter counter = new Counter(hash, digests, key, grant, connector, account, code, operation);
    place(counter);
    size++;
    return counter;
  }

  private void grow() {
    @Nullable Counter[] before = slots;
    slots = new @Nullable Counter[2 * before.length];
    for (Counter counter : before) {
      if (counter != null) {
        place(counter);
      }
    }
  }

  private void place(Counter counter) {
    int mask = slots.length - 1;
    int i = counter.hash & mask;
    while (slots[i] != null) {
      i = (i + 1) & mask;
    }
    slots[i] = counter;
  }

  private static int hash(
      @Nullable SecretDigests digests,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    int hash = Objects.hashCode(digests);
    hash = 31 * hash + Objects.hashCode(account);
    hash = 31 * hash + Objects.hashCode(connector);
    hash = 31 * hash + Objects.hashCode(operation);
    hash = 31 * hash + code.hashCode();
    return hash ^ (hash >>> 16);
  }
}
