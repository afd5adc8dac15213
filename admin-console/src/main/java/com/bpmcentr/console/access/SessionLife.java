package com.bpmcentr.console.access;

import java.time.Duration;
import java.time.Instant;

/**
 * How long somebody stays logged in at a screen. A page that looks again by itself keeps the
 * container's session alive, so what counts is what a person asked for.
 */
public final class SessionLife {

  /** A request's attribute: no person is behind it. */
  public static final String ASKED_BY_ITSELF = "com.bpmcentr.console.asked-by-itself";

  /** Without a person's request; also the container's, in {@code application.properties}. */
  static final Duration UNUSED = Duration.ofHours(2);

  /** However much it is used: a working day, and over. */
  static final Duration WHOLE = Duration.ofHours(12);

  private SessionLife() {}

  /**
   * @param lastUsed the last request with a person behind it
   */
  public static boolean isOver(Instant loggedInAt, Instant lastUsed, Instant now) {
    return !now.isBefore(loggedInAt.plus(WHOLE)) || !now.isBefore(lastUsed.plus(UNUSED));
  }
}
