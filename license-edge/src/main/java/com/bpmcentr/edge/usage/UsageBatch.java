package com.bpmcentr.edge.usage;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is counted in the database in one go. Its number and the boot's id say which it is: however
 * often it is sent, it counts once. So its content is fixed before it is sent for the first time.
 */
final class UsageBatch {

  /** Most rows: a statement must not take the database long. */
  static final int ROWS = 10_000;

  /** What has been done with a batch; it goes on in this order only. */
  enum State {
    /** Nobody has been sent it: more may be added. */
    OPEN,
    /** The database may have counted it. */
    SENT,
    /** Not to be sent any more: either it has been counted, or its halves are. */
    DIVIDING
  }

  private final String edgeId;
  private final UUID bootId;
  private final long number;
  // in the order of the file, so that one that is read again is divided as it was
  private final Map<UsageKey, Long> calls = new LinkedHashMap<>();
  private State state = State.OPEN;
  private @Nullable Long begunAt;
  private boolean kept;
  private int unanswered;

  UsageBatch(String edgeId, UUID bootId, long number) {
    this.edgeId = edgeId;
    this.bootId = bootId;
    this.number = number;
  }

  String edgeId() {
    return edgeId;
  }

  UUID bootId() {
    return bootId;
  }

  long number() {
    return number;
  }

  Map<UsageKey, Long> calls() {
    return calls;
  }

  boolean has(UsageKey key) {
    return calls.containsKey(key);
  }

  boolean hasRoom() {
    return state == State.OPEN && calls.size() < ROWS;
  }

  /**
   * Adds calls.
   *
   * @param began monotonic time before which none of them was; null: it is not known
   */
  void add(UsageKey key, long more, @Nullable Long began) {
    begunAt = calls.isEmpty() ? began : earlier(begunAt, began);
    calls.merge(key, more, Long::sum);
    kept = false;
  }

  private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return null;
    }
    return other - one < 0 ? other : one;
  }

  /** Longer ago than that none of its calls was, by monotonic time; null: it is not known. */
  @Nullable Long begunMillisAgo(long now) {
    return begunAt == null ? null : TimeUnit.NANOSECONDS.toMillis(now - begunAt) + 1;
  }

  State state() {
    return state;
  }

  /** Goes on to that state, and never back. */
  void become(State next) {
    if (next.compareTo(state) > 0) {
      state = next;
      kept = false;
    }
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /**
   * Its rows as two batches. They are named after it, and have the same rows each time: a start
   * that finds it on disk divides it again, and the halves count once all the same.
   */
  List<UsageBatch> halves() {
    UsageBatch first = half(1);
    UsageBatch second = half(2);
    int left = calls.size() / 2;
    for (Map.Entry<UsageKey, Long> row : calls.entrySet()) {
      (left-- > 0 ? first : second).add(row.getKey(), row.getValue(), begunAt);
    }
    first.become(State.SENT);
    second.become(State.SENT);
    return List.of(first, second);
  }

  private UsageBatch half(int which) {
    ByteBuffer name = ByteBuffer.allocate(2 * Long.BYTES + Long.BYTES + Integer.BYTES);
    name.putLong(bootId.getMostSignificantBits()).putLong(bootId.getLeastSignificantBits());
    name.putLong(number).putInt(which);
    return new UsageBatch(edgeId, UUID.nameUUIDFromBytes(name.array()), 1);
  }

  /** Once more it was sent, and nobody said anything; how often that was. */
  int countUnanswered() {
    unanswered++;
    return unanswered;
  }

  /** Whether the disk has it as it is. */
  boolean kept() {
    return kept;
  }

  void markKept() {
    kept = true;
  }

  /** How many calls are in it. */
  long sum() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }
}
