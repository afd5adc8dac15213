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

  /** Most keys that have a refused account or an operation of their own. */
  static final int KEYS = 20_000;

  private final Map<K, Set<String>> accounts = new HashMap<>();
  private final Map<K, Set<String>> operations = new HashMap<>();

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
  }

  private String named(Map<K, Set<String>> known, K key, String connector, String name, int most) {
    if (name.equals(OTHER)) {
      return OTHER;
    }
    Set<String> names = known.get(key);
    if (names == null) {
      if (known.size() >= KEYS) {
        return OTHER;
      }
      names = new HashSet<>();
      known.put(key, names);
    }
    String entry = connector + " " + name;
    if (!names.contains(entry)) {
      if (names.size() >= most) {
        return OTHER;
      }
      names.add(entry);
    }
    return name;
  }
}
