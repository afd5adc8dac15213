package com.bpmcentr.console.edge;

import com.bpmcentr.license.WireName;

/** Why somebody should look at an edge. */
public enum EdgeConcern implements WireName {
  /** Not heard of for 30 seconds: it may be answering on what it knew last. */
  LOST,
  /** Live, and nothing that it holds was vouched for within the last minute. */
  BEHIND,
  /** Live, and says itself that something is wrong. */
  ALARM
}
