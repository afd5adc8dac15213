package com.bpmcentr.console;

/** Whether this is the long run, with {@code -Psoak}. */
public final class Soak {

  private Soak() {}

  public static boolean isLong() {
    return Boolean.getBoolean("soak");
  }
}
