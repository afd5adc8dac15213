package com.bpmcentr.edge.usage;

import com.bpmcentr.license.Check;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.HeldGrant;
import com.bpmcentr.license.HeldKey;
import com.bpmcentr.license.SecretDigests;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts on one event loop. Only that loop touches it, so nothing is locked; {@link UsageFlusher}
 * has the loop itself hand over what it has counted, every ten seconds.
 *
 * <p>A table of its own, because what a check is counted under is spread over the decision: a map
 * would want an object made of it each time. A check finds its number by a mark of 64 bits in one
 * array, and no object is looked at for it.
 */
public final class UsageCounter {

  /** Most counters until they are handed over; beyond them only the code is. */
  static final int MOST = 32_768;

  private static final int LEAST_SLOTS = 1_024;

  private final CounterMark marks = new CounterMark(UUID.randomUUID().getLeastSignificantBits());
  private final DetailLimits<SecretDigests> limits = new DetailLimits<>();

  /** Open addressing, at most half full: the slots after the first hold what collides. */
  private long[] slots = new long[LEAST_SLOTS];

  /** How many calls were counted under the mark of the same place. */
  private long[] calls = new long[LEAST_SLOTS];

  /** What is counted there, where there is a mark. */
  private @Nullable Counter[] counted = new @Nullable Counter[LEAST_SLOTS];

  private int size;

  /** Calls of which there was room for nothing but the code. */
  private Map<DecisionCode, Counter> ofCode = new EnumMap<>(DecisionCode.class);

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
      add(null, null, null, named ? check.connector() : null, null, code, null);
      return;
    }
    SecretDigests digests = Objects.requireNonNull(check.keyDigests());
    HeldGrant grant = decision.grant();
    String connector = check.connector();
    int known = find(marks.of(digests, grant, connector, check.account(), code, operation));
    if (slots[known] != 0) {
      calls[known]++;
      return;
    }
    if (size >= MOST) {
      addToCode(code);
      return;
    }
    String account =
        code == DecisionCode.VALID
            ? check.account()
            : limits.account(digests, connector, check.account());
    String named = operation == null ? null : limits.operation(digests, connector, operation);
    add(digests, key, grant, connector, account, code, named);
  }

  /** All counters, in no order; counting begins anew. To be called on the event loop. */
  List<Counter> handOver() {
    List<Counter> handed = new ArrayList<>(ofCode.values());
    for (int i = 0; i < slots.length; i++) {
      Counter counter = counted[i];
      if (counter != null) {
        counter.calls = calls[i];
        handed.add(counter);
      }
    }
    slots = new long[LEAST_SLOTS];
    calls = new long[LEAST_SLOTS];
    counted = new @Nullable Counter[LEAST_SLOTS];
    size = 0;
    ofCode = new EnumMap<>(DecisionCode.class);
    limits.clear();
    return handed;
  }

  private void add(
      @Nullable SecretDigests digests,
      @Nullable HeldKey key,
      @Nullable HeldGrant grant,
      @Nullable String connector,
      @Nullable String account,
      DecisionCode code,
      @Nullable String operation) {
    if (connector == null) {
      addToCode(code);
      return;
    }
    long mark = marks.of(digests, grant, connector, account, code, operation);
    int slot = find(mark);
    if (slots[slot] == 0) {
      if (size >= MOST) {
        addToCode(code);
        return;
      }
      if (2 * (size + 1) > slots.length) {
        grow();
        slot = find(mark);
      }
      slots[slot] = mark;
      counted[slot] = new Counter(key, grant, connector, account, code, operation);
      size++;
    }
    calls[slot]++;
  }

  private void addToCode(DecisionCode code) {
    ofCode.computeIfAbsent(code, Counter::new).calls++;
  }

  /** Where the mark is, or where it would have to be put. */
  private int find(long mark) {
    int last = slots.length - 1;
    int slot = (int) mark & last;
    while (slots[slot] != 0 && slots[slot] != mark) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private void grow() {
    long[] slotsBefore = slots;
    long[] callsBefore = calls;
    @Nullable Counter[] countedBefore = counted;
    slots = new long[2 * slotsBefore.length];
    calls = new long[slots.length];
    counted = new @Nullable Counter[slots.length];
    for (int i = 0; i < slotsBefore.length; i++) {
      if (slotsBefore[i] != 0) {
        int slot = find(slotsBefore[i]);
        slots[slot] = slotsBefore[i];
        calls[slot] = callsBefore[i];
        counted[slot] = countedBefore[i];
      }
    }
  }
}
