package com.bpmcentr.edge.replica;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that licenses share, each once, by number: a million licenses have some dozens of
 * connectors and a few signing keys. Numbers are given by one thread, names found by all. A name is
 * never taken back.
 */
final class Names {

  /** Stands for the number of a name that has none. */
  static final int NONE = -1;

  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private volatile String[] names = new String[0];

  /**
   * No names yet.
   *
   * @param most how many there is room for
   */
  Names(int most) {
    this.most = most;
  }

  /** The number of a name, the same each time. */
  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int number = names.length;
    if (number >= most) {
      throw new IllegalStateException("licenses name more than " + most + " connectors or keys");
    }
    String[] more = Arrays.copyOf(names, number + 1);
    more[number] = name;
    names = more;
    numbers.put(name, number);
    return number;
  }

  /** The number that the name has been given, or {@link #NONE}. */
  int find(String name) {
    return numbers.getOrDefault(name, NONE);
  }

  /** The name of a number. */
  String name(int number) {
    return names[number];
  }
}
