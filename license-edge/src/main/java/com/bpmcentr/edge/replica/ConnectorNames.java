package com.bpmcentr.edge.replica;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The connectors that licenses name, each once, by number: a million licenses share some dozens.
 * Numbers are given by one thread, names found by all. A name is never taken back.
 */
final class ConnectorNames {

  /** What {@link PackedLicense} has bits for; a catalogue has dozens. */
  private static final int MOST = 1 << (Integer.SIZE - PackedLicense.CONNECTOR_SHIFT);

  private final Map<String, Integer> numbers = new HashMap<>();
  private volatile String[] names = new String[0];

  /** The number of a connector, the same each time. */
  int number(String connector) {
    Integer known = numbers.get(connector);
    if (known != null) {
      return known;
    }
    int number = names.length;
    if (number >= MOST) {
      throw new IllegalStateException("licenses name more than " + MOST + " connectors");
    }
    String[] more = Arrays.copyOf(names, number + 1);
    more[number] = connector;
    names = more;
    numbers.put(connector, number);
    return number;
  }

  /** The connector of a number. */
  String name(int number) {
    return names[number];
  }
}
