package com.bpmcentr.license;

/** What an edge does with a would-be valid answer when what it knows is too old. */
public enum OnStale implements WireName {
  /** Answer 503 {@link DecisionCode#STALE}. */
  REFUSE,
  /** Answer VALID with the warning {@link Warning#STALE}. */
  ALLOW
}
