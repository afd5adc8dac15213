package com.bpmcentr.edge.guard;

import java.util.Locale;

/** Why something was refused or cut off before, or beside, its decision. */
public enum Refusal {
  /** 429: this address has asked for too many keys that nobody has. */
  UNKNOWN_KEYS_OF_ADDRESS,
  /** 429: all addresses together have. */
  UNKNOWN_KEYS;

  /** The value of the metric's tag. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
