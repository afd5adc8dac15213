package com.bpmcentr.edge.usage;

import com.bpmcentr.license.DecisionCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database has not counted yet, in the batches in which it will be sent. Calls of the same
 * kind in the same hour are one row however long the database is away, so an outage costs memory
 * for each customer that is active, not for each call. For one thread.
 */
final class UsageBuffer {

  /**
   * Most rows in all batches together, those of earlier starts included; beyond them only hour and
   * code are kept. So this bounds the memory and the disk too.
   */
  static final int MOST_ROWS = 100_000;

  private final String edgeId;
  private final UUID bootId;
  private final Deque<UsageBatch> batches = new ArrayDeque<>();
  private final DetailLimits<UUID> limits = new DetailLimits<>();
  private long lastNumber;
  private int rows;
  private int limitsHour;
  private long withoutDetail;

  UsageBuffer(String edgeId, UUID bootId) {
    this.edgeId = edgeId;
    this.bootId = bootId;
  }

  /**
   * Adds what an event loop has handed over, as calls of that hour.
   *
   * @param begunAt monotonic time at which it began to count them
   */
  void add(int hour, long begunAt, List<Counter> counters) {
    if (hour != limitsHour) {
      limitsHour = hour;
      limits.clear();
    }
    for (Counter counter : counters) {
      add(limited(counter.toKey(hour)), counter.calls, begunAt);
    }
  }

  /** The batches, oldest first: the order in which they have to be sent. */
  Deque<UsageBatch> batches() {
    return batches;
  }

  /** The oldest batch has been counted, or will never be. */
  void removeOldest() {
    rows -= batches.removeFirst().calls().size();
  }

  /** The oldest batch is withdrawn; its halves go behind all others, which it has kept waiting. */
  List<UsageBatch> divideOldest() {
    UsageBatch divided = batches.removeFirst();
    List<UsageBatch> halves = divided.halves();
    batches.addAll(halves);
    return halves;
  }

  /**
   * Takes over what an earlier start has left. What may have been sent goes before all that has
   * not: so, however many starts there are without a database, one batch of them is fixed and the
   * others go on being filled.
   */
  void takeOver(UsageBatch batch) {
    rows += batch.calls().size();
    if (batch.isOpen()) {
      batches.addLast(batch);
      return;
    }
    Deque<UsageBatch> open = new ArrayDeque<>();
    while (!batches.isEmpty() && batches.peekLast().isOpen()) {
      open.addFirst(batches.removeLast());
    }
    batches.addLast(batch);
    batches.addAll(open);
  }

  /** How many rows wait. */
  int rows() {
    return rows;
  }

  /** How many calls were added without detail, since there was no room, from the start on. */
  long withoutDetail() {
    return withoutDetail;
  }

  /** Each loop holds the limits by itself; together the loops hold them here. */
  private UsageKey limited(UsageKey key) {
    UUID keyId = key.keyId();
    String connector = key.connector();
    if (keyId == null || connector == null || key.account() == null) {
      return key;
    }
    boolean allowed = key.code() == DecisionCode.VALID;
    return new UsageKey(
        key.hour(),
        keyId,
        key.subscriptionId(),
        key.test(),
        connector,
        allowed ? key.account() : limits.account(keyId, connector, key.account()),
        key.code(),
        key.operation() == null ? null : limits.operation(keyId, connector, key.operation()));
  }

  private void add(UsageKey key, long calls, long begunAt) {
    UsageBatch roomy = null;
    for (UsageBatch batch : batches) {
      if (batch.isOpen() && batch.has(key)) {
        batch.add(key, calls, begunAt);
        return;
      }
      if (roomy == null && batch.hasRoom()) {
        roomy = batch;
      }
    }
    if (rows >= MOST_ROWS && key.connector() != null) {
      withoutDetail += calls;
      add(key.withoutDetail(), calls, begunAt);
      return;
    }
    if (roomy == null) {
      lastNumber++;
      roomy = new UsageBatch(edgeId, bootId, lastNumber);
      batches.addLast(roomy);
    }
    roomy.add(key, calls, begunAt);
    rows++;
  }

  /** The oldest batch; null when nothing waits. */
  @Nullable UsageBatch oldest() {
    return batches.peekFirst();
  }
}
