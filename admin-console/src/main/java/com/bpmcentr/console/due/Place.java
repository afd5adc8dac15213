package com.bpmcentr.console.due;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a kind of work has come, in the order of due times and then of subjects. Subjects are
 * ordered as PostgreSQL orders ids, which is not how Java does: so places are compared there only.
 */
public record Place(Instant at, UUID subject) {

  /** Before everything that falls due at that time. */
  static Place before(Instant at) {
    return new Place(at, new UUID(0, 0));
  }

  /** After everything that falls due at that time. */
  static Place after(Instant at) {
    return new Place(at, new UUID(-1, -1));
  }

  /** After everything that comes before it, and before itself. */
  static Place justBefore(Due due) {
    long low = due.subject().getLeastSignificantBits();
    long high = due.subject().getMostSignificantBits();
    // ids count up in 128 bits; there is none of all zeros
    return new Place(due.at(), new UUID(low == 0 ? high - 1 : high, low - 1));
  }

  static Place of(Due due) {
    return new Place(due.at(), due.subject());
  }
}
