package com.bpmcentr.console.due;

import com.bpmcentr.license.WireName;

/** What came of trying something again that had fallen due and failed. */
public enum DueRetry implements WireName {
  /** It is done. */
  DONE,
  /** It is not due any more: paid, revoked, or done meanwhile. */
  NOT_DUE,
  /** It failed again. */
  FAILED
}
