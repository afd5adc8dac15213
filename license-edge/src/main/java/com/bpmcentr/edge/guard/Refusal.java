package com.bpmcentr.edge.guard;

import java.util.Locale;

/** Why something was refused or cut off before, or beside, its decision. */
public enum Refusal {
  /** 429: this address has asked for too many keys that nobody has. */
  UNKNOWN_KEYS_OF_ADDRESS,
  /** 429: all addresses together have. */
  UNKNOWN_KEYS,
  /** Closed: this address has too many connections on which no valid key was shown. */
  CONNECTIONS_OF_ADDRESS,
  /** Closed or refused: there are too many connections. */
  CONNECTIONS,
  /** Closed at once: connections of this address keep ending without a whole request, or worse. */
  MISBEHAVIOUR_OF_ADDRESS,
  /** Closed: the head of a request, or a frame of HTTP/2, did not become whole in time. */
  SLOW_HEAD,
  /** 408: a body did not. */
  SLOW_BODY,
  /** Closed: an answer by HTTP/2 was not taken in time, or is the oldest of too many. */
  UNREAD_ANSWERS,
  /** Closed: HTTP/2 frames that ask nothing, or take back what was asked, came in masses. */
  HTTP2_FLOOD;

  /** The value of the metric's tag. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
