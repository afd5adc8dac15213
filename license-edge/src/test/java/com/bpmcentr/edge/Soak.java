package com.bpmcentr.edge;

import java.util.Random;

/**
 * How long the fault tests go on: seconds in an ordinary build, as long as it takes to meet what is
 * rare with {@code -Psoak}.
 */
public final class Soak {

  private static final boolean LONG = Boolean.getBoolean("soak");

  private Soak() {}

  /** Whether this is the long run, in which stated times are asserted too. */
  public static boolean isLong() {
    return LONG;
  }

  /** The one number in an ordinary build, the other in a long run. */
  public static int count(int usual, int soak) {
    return LONG ? soak : usual;
  }

  /** Chance that can be repeated: the seed is printed, and {@code -Dsoak.seed} sets it. */
  public static Random random(String test) {
    long seed = Long.getLong("soak.seed", System.nanoTime());
    System.out.println(test + ": -Dsoak.seed=" + seed);
    return new Random(seed);
  }
}
