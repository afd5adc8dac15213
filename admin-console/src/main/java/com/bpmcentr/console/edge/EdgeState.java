package com.bpmcentr.console.edge;

import com.bpmcentr.license.WireName;

/** Whether an edge is heard from. */
public enum EdgeState implements WireName {
  /** Its last heartbeat is less than 30 seconds old. */
  LIVE,
  /** Silent for 30 seconds or more: it may still be answering on what it knew last. */
  LOST
}
