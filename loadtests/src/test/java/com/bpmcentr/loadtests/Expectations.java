package com.bpmcentr.loadtests;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What one key may be answered, as time goes by: one code while nothing changes; from the moment a
 * change is asked for either the old or the new; and once the receipt has come, only the new. A
 * check may get what was possible at some moment between its start and its end.
 */
final class Expectations {
  private final List<Set<String>> history = new CopyOnWriteArrayList<>();

  Expectations(String code) {
    history.add(Set.of(code));
  }

  /** A change is asked for: it may come into force at any moment. */
  void changingTo(String code) {
    Set<String> either = new HashSet<>(history.getLast());
    either.add(code);
    history.add(Set.copyOf(either));
  }

  /** Each edge has told that the change is in force. */
  void settledAt(String code) {
    history.add(Set.of(code));
  }

  /** To be remembered when a check starts. */
  int now() {
    return history.size() - 1;
  }

  /** Whether a check that started then and has just ended may be answered so. */
  boolean allow(int started, String code) {
    return history.subList(started, history.size()).stream().anyMatch(set -> set.contains(code));
  }
}
