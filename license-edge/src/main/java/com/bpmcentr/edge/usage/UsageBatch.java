package com.bpmcentr.edge.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is counted in the database in one go. Its number and the boot's id say which it is: however
 * often it is sent, it counts once. So its content is {@link #fixed} before it is sent for the
 * first time.
 */
final class UsageBatch {

  /** Most rows: a statement must not take the database long. */
  static final int ROWS = 10_000;

  private final String edgeId;
  private final UUID bootId;
  private final long number;
  private final Map<UsageKey, Long> calls = new HashMap<>();
  private boolean fixed;
  private boolean kept;

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
    return !fixed && calls.size() < ROWS;
  }

  void add(UsageKey key, long more) {
    calls.merge(key, more, Long::sum);
    kept = false;
  }

  /** Whether nothing may be added any more. */
  boolean fixed() {
    return fixed;
  }

  void fix() {
    fixed = true;
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
