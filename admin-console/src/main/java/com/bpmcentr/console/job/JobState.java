package com.bpmcentr.console.job;

import com.bpmcentr.license.WireName;

/** Where a job stands. */
public enum JobState implements WireName {
  /** No console has taken it up yet. */
  QUEUED,
  RUNNING,
  /** Every row has its result, be it a refusal. */
  DONE,
  /** It cannot go on; what was done until then stays done. */
  FAILED,
  /** Someone has stopped it; what was done until then stays done. */
  STOPPED;

  public boolean hasEnded() {
    return this == DONE || this == FAILED || this == STOPPED;
  }
}
