package com.bpmcentr.console.imports;

import com.bpmcentr.license.WireName;

/** Where an import stands. */
public enum ImportState implements WireName {
  /** Lines come in; none is imported before all are there. */
  RECEIVING,
  /** What was sent never came to its end: nothing of it was imported. */
  BROKEN_OFF,
  /** All lines are there, and no console has begun. */
  WAITING,
  RUNNING,
  DONE,
  /** It cannot go on; what was imported stays. Sending the same again imports the rest. */
  FAILED,
  /** Someone has stopped it; what was imported stays. Sending the same again imports the rest. */
  STOPPED;

  /** Whether nothing about it changes any more. */
  public boolean isOver() {
    return this == BROKEN_OFF || this == DONE || this == FAILED || this == STOPPED;
  }
}
