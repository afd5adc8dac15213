package com.bpmcentr.edge.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much of what its callers make up is told apart for one key: whoever holds a key names any
 * account and any operation, and must not fill the memory with them. What is beyond goes together
 * as {@link #OTHER}.
 *
 * <p>Kept for as long as its owner likes: {@link #clear()} begins anew. For one thread.
 *
 * @param <K> what tells keys apart
 */
final class DetailLimits<K> {

  /** Stands for all accounts, or operations, beyond those told apart. */
  static final String OTHER = "other";

  /**
   * Most refused accounts of one key, counted once for each connector that they were refused at.
   */
  static final int ACCOUNTS = 64;

  /** Most operations of one key, counted once for each connector. */
  static final int OPERATIONS = 512;

  /** Most names of all keys together: some 10 MB. */
  static final int NAMES = 50_000;

  private final Map<K, Set<String>> accounts = new HashMap<>();
  private final Map<K, Set<String>> operations = new HashMap<>();
  private int names;

  /** The name under which a refused account is counted. */
  String account(K key, String connector, String account) {
    return named(accounts, key, connector, account, ACCOUNTS);
  }

  /** The name under which an operation is counted. */
  String operation(K key, String connector, String operation) {
    return named(operations, key, connector, operation, OPERATIONS);
  }

  void clear() {
    accounts.clear();
    operations.clear();
    names = 0;
  }

  private String named(Map<K, Set<String>> known, K key, String connector, String name, int most) {
    if (name.equals(OTHER)) {
      return OTHER;
    }
    String entry = connector + " " + name;
    Set<String> ofKey = known.get(key);
    if (ofKey != null && ofKey.contains(entry)) {
      return name;
    }
    if (names >= NAMES || (ofKey != null && ofKey.size() >= most)) {
      return OTHER;
    }
    known.computeIfAbsent(key, first -> new HashSet<>()).add(entry);
    names++;
    return name;
  }
}
